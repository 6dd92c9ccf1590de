#include "reply_reader.hpp"

#include <algorithm>
#include <span>
#include <string>
#include <vector>

#include <gmock/gmock.h>

namespace omnitrack::cache {
namespace {

using ::testing::HasSubstr;

constexpr std::size_t most_bytes_of_reply = 4096;

/// Reads replies out of bytes that come in pieces; the last says why what came is none, if so.
struct ReadReplies {
  std::vector<Reply> replies;
  std::string error;
  bool has_rest = false;
};

ReadReplies read_replies(std::string_view bytes, std::size_t piece) {
  ReplyReader reader(most_bytes_of_reply);
  ReadReplies read;
  Reply reply;
  while (!bytes.empty()) {
    const std::span<char> room = reader.room();
    const std::string_view fed = bytes.substr(0, std::min(piece, room.size()));
    std::ranges::copy(fed, room.begin());
    reader.take(fed.size());
    bytes.remove_prefix(fed.size());
    while (true) {
      auto whole = reader.next(reply);
      if (!whole) {
        read.error = whole.error().message;
        return read;
      }
      if (!*whole) break;
      read.replies.push_back(std::move(reply));
      reply = Reply();
    }
  }
  read.has_rest = reader.holds_bytes();
  return read;
}

std::string text_of_reply(const Reply& reply) {
  switch (reply.kind) {
    case Reply::Kind::nil:
      return "nil";
    case Reply::Kind::integer:
      return std::to_string(reply.integer);
    case Reply::Kind::text:
      return "'" + reply.text + "'";
    case Reply::Kind::status:
      return "+" + reply.text;
    case Reply::Kind::error:
      return "-" + reply.text;
    case Reply::Kind::list:
    case Reply::Kind::push:
      break;
  }
  std::string text = "[";
  for (const Reply& item : reply.items) text += " " + text_of_reply(item);
  return text + " ]";
}

/// The same in one piece, and in pieces of each size up to all.
std::string replies_in_pieces(std::string_view bytes) {
  std::string all;
  for (std::size_t piece = 1; piece <= bytes.size(); ++piece) {
    const ReadReplies made = read_replies(bytes, piece);
    EXPECT_EQ(made.error, "");
    EXPECT_FALSE(made.has_rest);
    std::string text;
    for (const Reply& reply : made.replies) text += text_of_reply(reply) + ";";
    if (piece > 1) {
      EXPECT_EQ(text, all) << "in pieces of " << piece;
    }
    all = text;
  }
  return all;
}

std::string error_of_replies(std::string_view bytes) {
  const std::string slowly = read_replies(bytes, 1).error;
  EXPECT_EQ(read_replies(bytes, bytes.size()).error, slowly) << bytes.substr(0, 40);
  return slowly;
}

TEST(RepliesOfRedis, AreReadInAnyPieces) {
  EXPECT_EQ(replies_in_pieces(
                "+OK\r\n-ERR no\r\n:-12\r\n$5\r\na\r\nbc\r\n$0\r\n\r\n$-1\r\n*-1\r\n*0\r\n"),
            "+OK;-ERR no;-12;'a\r\nbc';'';nil;nil;[ ];");
  EXPECT_EQ(replies_in_pieces("*3\r\n*2\r\n:1\r\n*1\r\n$1\r\nx\r\n*0\r\n$-1\r\n:7\r\n"),
            "[ [ 1 [ 'x' ] ] [ ] nil ];7;");
}

TEST(RepliesOfRedis, ThatAreNotWholeAreARest) {
  for (const std::string_view bytes :
       {"+", "+OK\r", "$3\r\nab", "$3\r\nabc\r", "*1\r\n", "*2\r\n:1\r\n"}) {
    const ReadReplies made = read_replies(bytes, 1);
    EXPECT_TRUE(made.has_rest) << bytes;
    EXPECT_TRUE(made.replies.empty()) << bytes;
  }
}

TEST(RepliesOfRedis, LargerThanTheBufferArePutTogether) {
  const std::string value(1'000'000, 'v');
  ReplyReader reader(value.size() + 100);
  std::string bytes = "$1000000\r\n" + value + "\r\n";
  Reply reply;
  for (std::string_view rest = bytes; !rest.empty();) {
    const std::span<char> room = reader.room();
    const std::string_view fed = rest.substr(0, room.size());
    std::ranges::copy(fed, room.begin());
    reader.take(fed.size());
    rest.remove_prefix(fed.size());
    const auto whole = reader.next(reply);
    ASSERT_TRUE(whole);
    EXPECT_EQ(*whole, rest.empty());
  }
  EXPECT_EQ(reply.text, value);
}

TEST(RepliesOfRedis, ThatAreNoneSayWhy) {
  EXPECT_THAT(error_of_replies("\r\n"), HasSubstr("an empty line"));
  EXPECT_THAT(error_of_replies("?\r\n"), HasSubstr("a value of an unknown kind"));
  EXPECT_THAT(error_of_replies("+OK\n"), HasSubstr("a line without its end"));
  EXPECT_THAT(error_of_replies(":12x\r\n"), HasSubstr("an integer that is none"));
  EXPECT_THAT(error_of_replies("$-2\r\n"), HasSubstr("a text of an impossible length"));
  EXPECT_THAT(error_of_replies("$1\r\nabc"), HasSubstr("a text longer than it says"));
  EXPECT_THAT(error_of_replies("*-2\r\n"), HasSubstr("a list of an impossible length"));
}

TEST(RepliesOfRedis, AreBoundedAsAWhole) {
  EXPECT_THAT(error_of_replies("$4097\r\n"), HasSubstr("it is too long"));
  EXPECT_THAT(error_of_replies("+" + std::string(most_bytes_of_reply, 'x')),
              HasSubstr("it is too long"));
  std::string texts = "*3\r\n";
  for (int i = 0; i < 3; ++i) texts += "$1500\r\n" + std::string(1500, 'x') + "\r\n";
  EXPECT_THAT(error_of_replies(texts), HasSubstr("it is too long"));
  // Each list alone would be within the bounds; what they take before a byte of theirs comes is
  // not.
  EXPECT_THAT(error_of_replies("*60000\r\n*60000\r\n"), HasSubstr("a list of too many items"));
  std::string levels;
  for (int i = 0; i < 9; ++i) levels += "*1\r\n";
  EXPECT_THAT(error_of_replies(levels), HasSubstr("lists in too many levels"));
}

}  // namespace
}  // namespace omnitrack::cache
