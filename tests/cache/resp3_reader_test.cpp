#include "resp3_reader.hpp"

#include <gtest/gtest.h>

#include "service.hpp"

namespace omnitrack::cache_test {
namespace {

using Resp3Reply = cache::Reply;
using Resp3Kind = cache::Reply::Kind;

constexpr std::size_t most_bytes = 4096;

/// The only reply in bytes.
Resp3Reply only_reply(std::string_view bytes) {
  cache::Resp3Reader reader(most_bytes);
  Resp3Reply reply;
  // In pieces, of which none but the last makes it whole.
  for (std::size_t i = 0; i + 1 < bytes.size(); ++i) {
    reader.feed(bytes.substr(i, 1));
    EXPECT_FALSE(value(reader.next(reply))) << bytes;
  }
  reader.feed(bytes.substr(bytes.size() - 1));
  EXPECT_TRUE(value(reader.next(reply))) << bytes;
  Resp3Reply none;
  EXPECT_FALSE(value(reader.next(none))) << bytes;
  return reply;
}

void expect_text(std::string_view bytes, Resp3Kind kind, std::string_view text) {
  const Resp3Reply reply = only_reply(bytes);
  EXPECT_EQ(reply.kind, kind) << bytes;
  EXPECT_EQ(reply.text, text) << bytes;
}

TEST(RepliesOfTheThirdProtocol, AreReadByTheirTypes) {
  expect_text("+OK\r\n", Resp3Kind::status, "OK");
  expect_text("-ERR no\r\n", Resp3Kind::error, "ERR no");
  expect_text("$4\r\na\r\nb\r\n", Resp3Kind::text, "a\r\nb");
  expect_text("$0\r\n\r\n", Resp3Kind::text, "");
  expect_text("!6\r\nERR no\r\n", Resp3Kind::error, "ERR no");
  expect_text("=7\r\ntxt:a\r\n\r\n", Resp3Kind::text, "a\r\n");
  expect_text(",1.5\r\n", Resp3Kind::text, "1.5");
  expect_text("(3492890328409238509324850943850943825024385\r\n", Resp3Kind::text,
              "3492890328409238509324850943850943825024385");
  expect_text("_\r\n", Resp3Kind::nil, "");
  expect_text("$-1\r\n", Resp3Kind::nil, "");
  expect_text("*-1\r\n", Resp3Kind::nil, "");
  EXPECT_EQ(only_reply(":-5\r\n").integer, -5);
  EXPECT_EQ(only_reply("#t\r\n").integer, 1);
  EXPECT_EQ(only_reply("#f\r\n").kind, Resp3Kind::integer);
}

TEST(RepliesOfTheThirdProtocol, HoldOthers) {
  const Resp3Reply map = only_reply("%2\r\n+a\r\n:1\r\n+b\r\n~2\r\n_\r\n*0\r\n");
  ASSERT_EQ(map.items.size(), 4U);
  EXPECT_EQ(map.items[1].integer, 1);
  EXPECT_EQ(map.items[3].items.size(), 2U);
  EXPECT_EQ(only_reply("|1\r\n+ttl\r\n:9\r\n$1\r\nx\r\n").text, "x");
}

TEST(RepliesOfTheThirdProtocol, ArePushesToo) {
  const Resp3Reply push = only_reply(">2\r\n$10\r\ninvalidate\r\n*1\r\n$1\r\nk\r\n");
  EXPECT_EQ(push.kind, Resp3Kind::push);
  EXPECT_EQ(push.items[1].items[0].text, "k");
  const Resp3Reply flush = only_reply(">2\r\n$10\r\ninvalidate\r\n_\r\n");
  EXPECT_EQ(flush.items[1].kind, Resp3Kind::nil);
}

TEST(RepliesOfTheThirdProtocol, AreRefusedWhereTheyAreNone) {
  for (const std::string_view bytes :
       {"?\r\n", "\r\n", "$x\r\n", "$-2\r\n", "$1\r\nabc", "*-2\r\n", "*100001\r\n", "#x\r\n",
        ":1x\r\n", ":\r\n", "=2\r\nab\r\n", "=4\r\nabcd\r\n", ">0\r\n", ">-1\r\n",
        "*1\r\n>1\r\n+a\r\n", "_x\r\n", "*?\r\n", "$99999999999999999999\r\n"}) {
    cache::Resp3Reader reader(most_bytes);
    reader.feed(bytes);
    Resp3Reply reply;
    EXPECT_EQ(error(reader.next(reply)), ErrorCode::protocol_error) << bytes;
    EXPECT_EQ(error(reader.next(reply)), ErrorCode::protocol_error) << bytes;
  }
}

TEST(RepliesOfTheThirdProtocol, AreBoundedInDepthAndBytes) {
  std::string deep;
  for (int i = 0; i < 100; ++i) deep += "*1\r\n";
  for (const std::string& bytes : {deep, "$1000000\r\n" + std::string(most_bytes, 'x')}) {
    cache::Resp3Reader reader(most_bytes);
    reader.feed(bytes);
    Resp3Reply reply;
    EXPECT_EQ(error(reader.next(reply)), ErrorCode::protocol_error);
  }
}

}  // namespace
}  // namespace omnitrack::cache_test
