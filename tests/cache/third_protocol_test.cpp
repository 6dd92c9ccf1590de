#include <algorithm>
#include <span>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "reply_reader.hpp"
#include "service.hpp"

namespace omnitrack::cache_test {
namespace {

using cache::Reply;
using cache::ReplyReader;

constexpr std::size_t most_bytes = 4096;

void feed(ReplyReader& reader, std::string_view bytes) {
  const std::span<char> room = reader.room();
  ASSERT_GE(room.size(), bytes.size());
  std::ranges::copy(bytes, room.begin());
  reader.take(bytes.size());
}

/// The only reply in bytes.
Reply only_reply(std::string_view bytes) {
  ReplyReader reader(most_bytes);
  Reply reply;
  // In pieces, of which none but the last makes it whole.
  for (std::size_t i = 0; i + 1 < bytes.size(); ++i) {
    feed(reader, bytes.substr(i, 1));
    EXPECT_FALSE(value(reader.next(reply))) << bytes;
  }
  feed(reader, bytes.substr(bytes.size() - 1));
  EXPECT_TRUE(value(reader.next(reply))) << bytes;
  Reply none;
  EXPECT_FALSE(value(reader.next(none))) << bytes;
  return reply;
}

void expect_text(std::string_view bytes, Reply::Kind kind, std::string_view text) {
  const Reply reply = only_reply(bytes);
  EXPECT_EQ(reply.kind, kind) << bytes;
  EXPECT_EQ(reply.text, text) << bytes;
}

TEST(RepliesOfTheThirdProtocol, AreReadByTheirTypes) {
  expect_text("+OK\r\n", Reply::Kind::status, "OK");
  expect_text("-ERR no\r\n", Reply::Kind::error, "ERR no");
  expect_text("$4\r\na\r\nb\r\n", Reply::Kind::text, "a\r\nb");
  expect_text("$0\r\n\r\n", Reply::Kind::text, "");
  expect_text("!6\r\nERR no\r\n", Reply::Kind::error, "ERR no");
  expect_text("=7\r\ntxt:a\r\n\r\n", Reply::Kind::text, "a\r\n");
  expect_text(",1.5\r\n", Reply::Kind::text, "1.5");
  expect_text("(3492890328409238509324850943850943825024385\r\n", Reply::Kind::text,
              "3492890328409238509324850943850943825024385");
  expect_text("_\r\n", Reply::Kind::nil, "");
  expect_text("$-1\r\n", Reply::Kind::nil, "");
  expect_text("*-1\r\n", Reply::Kind::nil, "");
  EXPECT_EQ(only_reply(":-5\r\n").integer, -5);
  EXPECT_EQ(only_reply("#t\r\n").integer, 1);
  EXPECT_EQ(only_reply("#f\r\n").kind, Reply::Kind::integer);
}

TEST(RepliesOfTheThirdProtocol, HoldOthers) {
  const Reply map = only_reply("%2\r\n+a\r\n:1\r\n+b\r\n~2\r\n_\r\n*0\r\n");
  ASSERT_EQ(map.items.size(), 4U);
  EXPECT_EQ(map.items[1].integer, 1);
  EXPECT_EQ(map.items[3].items.size(), 2U);
}

TEST(RepliesOfTheThirdProtocol, StandAfterTheirAttributes) {
  EXPECT_EQ(only_reply("|1\r\n+ttl\r\n:9\r\n$1\r\nx\r\n").text, "x");
  EXPECT_EQ(only_reply("|0\r\n|1\r\n|1\r\n+a\r\n+b\r\n+ttl\r\n:9\r\n:1\r\n").integer, 1);
  const Reply list = only_reply("*2\r\n|1\r\n+a\r\n*1\r\n:5\r\n:1\r\n|0\r\n:2\r\n");
  ASSERT_EQ(list.items.size(), 2U);
  EXPECT_EQ(list.items[0].integer, 1);
  EXPECT_EQ(list.items[1].integer, 2);
  const Reply push = only_reply("|1\r\n+a\r\n+b\r\n>1\r\n+monitor\r\n");
  EXPECT_EQ(push.kind, Reply::Kind::push);
}

TEST(RepliesOfTheThirdProtocol, ArePushesToo) {
  const Reply push = only_reply(">2\r\n$10\r\ninvalidate\r\n*1\r\n$1\r\nk\r\n");
  EXPECT_EQ(push.kind, Reply::Kind::push);
  EXPECT_EQ(push.items[1].items[0].text, "k");
  const Reply flush = only_reply(">2\r\n$10\r\ninvalidate\r\n_\r\n");
  EXPECT_EQ(flush.items[1].kind, Reply::Kind::nil);
}

TEST(RepliesOfTheThirdProtocol, AreRefusedWhereTheyAreNone) {
  for (const std::string_view bytes :
       {"?\r\n", "\r\n", "$x\r\n", "$-2\r\n", "$1\r\nabc", "*-2\r\n", "*100001\r\n", "#x\r\n",
        ":1x\r\n", ":\r\n", "=2\r\nab\r\n", "=4\r\nabcd\r\n", ">0\r\n", ">-1\r\n",
        "*1\r\n>1\r\n+a\r\n", "_x\r\n", "*?\r\n", "$99999999999999999999\r\n"}) {
    ReplyReader reader(most_bytes);
    feed(reader, bytes);
    Reply reply;
    EXPECT_EQ(error(reader.next(reply)), ErrorCode::protocol_error) << bytes;
    EXPECT_EQ(error(reader.next(reply)), ErrorCode::protocol_error) << bytes;
  }
}

TEST(RepliesOfTheThirdProtocol, AreBoundedInDepthAndBytes) {
  std::string deep;
  for (int i = 0; i < 100; ++i) deep += "*1\r\n";
  std::string attributes;
  for (int i = 0; i < 2000; ++i) attributes += "|0\r\n";
  for (const std::string& bytes :
       {deep, attributes, "$1000000\r\n" + std::string(most_bytes, 'x')}) {
    ReplyReader reader(most_bytes);
    feed(reader, bytes);
    Reply reply;
    EXPECT_EQ(error(reader.next(reply)), ErrorCode::protocol_error);
  }
}

}  // namespace
}  // namespace omnitrack::cache_test
