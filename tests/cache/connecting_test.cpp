#include <sys/resource.h>

#include <atomic>

#include <gtest/gtest.h>

#include "on_redis.hpp"
#include "stand_in.hpp"

namespace omnitrack::cache_test {
namespace {

class Connecting : public ::testing::Test {
 public:
  RecordedLog log;
  std::optional<ErrorCode> connect(const std::string& host, std::uint16_t port) {
    Configuration configuration = configuration_for(port, log);
    configuration.host = host;
    const auto read = value(CacheService::create(configuration)).get("k");
    if (!read) message = read.error().message;
    return error(read);
  }
  std::string message;
};

TEST_F(Connecting, FailsWhereNobodyListens) {
  const std::uint16_t port = free_port();
  EXPECT_EQ(connect("127.0.0.1", port), ErrorCode::connect_failed);
  EXPECT_NE(message.find("127.0.0.1"), std::string::npos) << message;
  EXPECT_NE(message.find(std::to_string(port)), std::string::npos) << message;
}

TEST_F(Connecting, FailsForANameThatIsNone) {
  EXPECT_EQ(connect("cache.invalid", 6379), ErrorCode::connect_failed);
  EXPECT_NE(message.find("cache.invalid"), std::string::npos) << message;
}

TEST_F(Connecting, TakesAName) {
  StandIn stand_in(answering("$-1\r\n"));
  EXPECT_EQ(connect("localhost", stand_in.port()), std::nullopt) << message;
}

TEST_F(Connecting, IsLostWhereTheServerClosesAtOnce) {
  StandIn closing([](Peer&) {});
  EXPECT_EQ(connect("127.0.0.1", closing.port()), ErrorCode::connection_lost);
}

TEST_F(Connecting, FailsWithoutAFileDescriptor) {
  const std::uint16_t port = free_port();
  rlimit before{};
  getrlimit(RLIMIT_NOFILE, &before);
  rlimit none = before;
  none.rlim_cur = 0;
  // No server runs here: its waiting would fail under this limit as well.
  setrlimit(RLIMIT_NOFILE, &none);
  const auto code = connect("127.0.0.1", port);
  setrlimit(RLIMIT_NOFILE, &before);
  EXPECT_EQ(code, ErrorCode::connect_failed);
  EXPECT_NE(message.find("Too many open files"), std::string::npos) << message;
}

class Answers : public Connecting {
 public:
  /// What a GET makes of an answer.
  std::optional<ErrorCode> get(const std::string& answer) {
    StandIn stand_in(answering(answer));
    return connect("127.0.0.1", stand_in.port());
  }
};

TEST_F(Answers, ThatAreNoneOfRedisAreAProtocolError) {
  for (const std::string& answer :
       {std::string("HTTP/1.1 400 Bad Request\r\n\r\n"), std::string("\r\n"), std::string("?\r\n"),
        std::string("$-2\r\n"), std::string("$x\r\n"), std::string("*-2\r\n"),
        std::string(":12x\r\n"), std::string("\0\0\0\0\r\n", 6), std::string("\xff\xfe\r\n"),
        std::string("$99999999999999999999\r\n"), std::string("*2147483647\r\n"),
        std::string("*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n:1\r\n")}) {
    EXPECT_EQ(get(answer), ErrorCode::protocol_error) << answer;
  }
}

TEST_F(Answers, OfTheWrongKindAreAProtocolError) {
  EXPECT_EQ(get(":1\r\n"), ErrorCode::protocol_error);
  EXPECT_EQ(get("+OK\r\n"), ErrorCode::protocol_error);
  EXPECT_EQ(get("*0\r\n"), ErrorCode::protocol_error);
}

TEST_F(Answers, InSurplusAreAProtocolError) {
  EXPECT_EQ(get("$-1\r\n$-1\r\n"), ErrorCode::protocol_error);
}

TEST_F(Answers, ThatEndInTheMiddleAreALostConnection) {
  StandIn closing([](Peer& peer) {
    peer.read_command();
    peer.send("$100\r\nhalf of it");
  });
  EXPECT_EQ(connect("127.0.0.1", closing.port()), ErrorCode::connection_lost);
}

TEST_F(Answers, ThatNeverEndAreRefused) {
  StandIn endless([](Peer& peer) {
    peer.read_command();
    peer.send("$536870912\r\n");
    while (peer.send(std::string(65536, 'x'))) {
    }
  });
  EXPECT_EQ(connect("127.0.0.1", endless.port()), ErrorCode::protocol_error);
}

TEST_F(Answers, InPiecesArePutTogether) {
  StandIn in_pieces([](Peer& peer) {
    peer.read_command();
    for (const char* const piece : {"$", "-", "1", "\r", "\n"}) {
      peer.send(piece);
      if (peer.wait_for_end(milliseconds(2))) return;
    }
    peer.wait_for_end();
  });
  EXPECT_EQ(connect("127.0.0.1", in_pieces.port()), std::nullopt) << message;
}

class WrongAnswers : public Connecting {};

// Whatever comes instead of the answer of a command: an error or a miss, and no crash.
TEST_F(WrongAnswers, ToAnyOperationAreAnErrorOrAMiss) {
  for (const std::string& answer :
       {std::string("$-1\r\n"), std::string("*-1\r\n"), std::string("+OK\r\n"),
        std::string(":1\r\n"), std::string(":-9\r\n"), std::string(":0\r\n"),
        std::string("$3\r\nabc\r\n"), std::string("*0\r\n"), std::string("*1\r\n$1\r\na\r\n"),
        std::string("*2\r\n$1\r\n1\r\n$1\r\nb\r\n"), std::string("*2\r\n$1\r\n0\r\n*0\r\n"),
        std::string("*2\r\n*0\r\n*0\r\n"), std::string("*2\r\n:1\r\n:2\r\n"),
        std::string("*3\r\n$-1\r\n$-1\r\n$-1\r\n"), std::string("-ERR unknown command\r\n"),
        std::string("-\r\n"), std::string("-WRONGTYPE\r\n")}) {
    // Some answers would have an operation ask on for ever, so there are only so many.
    std::atomic<int> left = 200;
    StandIn stand_in([&](Peer& peer) {
      while (left-- > 0 && peer.read_command() && peer.send(answer)) {
      }
    });
    Configuration configuration = configuration_for(stand_in.port(), log);
    configuration.backoff.failures = 1'000'000;
    configuration.compute_limit = milliseconds(20);
    CacheService cache = value(CacheService::create(configuration));
    const std::vector<Entry> entries = {{"k", "value"}, {"l", "value"}};
    const std::vector<std::string_view> keys = {"k", "l"};
    const auto expect_no_value = [&](const auto& read) {
      EXPECT_TRUE(!read || !*read) << "a value out of " << answer;
    };
    std::ignore = cache.set("k", "value");
    std::ignore = cache.exists("k");
    std::ignore = cache.ttl("k");
    std::ignore = cache.remove("k");
    std::ignore = cache.cache_session("u-1", {"data", at(1)});
    std::ignore = cache.update_session_activity("u-1");
    std::ignore = cache.delete_session("u-1");
    std::ignore = cache.cache_digital_twin_state({at(1), "state"});
    std::ignore = cache.invalidate_digital_twin_cache();
    std::ignore = cache.ping();
    EXPECT_EQ(cache.set_many(entries).size(), 2U);
    expect_no_value(cache.get("k"));
    for (const auto& read : cache.get_many(keys)) expect_no_value(read);
    expect_no_value(cache.get_session("u-1"));
    expect_no_value(cache.get_digital_twin_state(at(1)));
    expect_no_value(cache.get_latest_digital_twin_state());
    EXPECT_EQ(value(cache.get_or_compute("k", std::nullopt, [] { return std::string("x"); })).value,
              "x");
    std::ignore = cache.flush();
  }
}

}  // namespace
}  // namespace omnitrack::cache_test
