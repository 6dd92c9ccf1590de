#include <gtest/gtest.h>

#include "on_redis.hpp"
#include "proxy.hpp"
#include "threads.hpp"
#include <omnitrack/deadline_scope.hpp>

namespace omnitrack::cache_test {
namespace {

using std::chrono::seconds;

class Pool : public OnRedis {
 public:
  /// How many connections the server has taken, without those of the test.
  std::int64_t received() { return redis().info_number("stats", "total_connections_received") - 1; }
  /// Opens all connections of the pool at once: no operation ends before all have begun.
  void fill() {
    cache();
    server().pause();
    const auto count = static_cast<int>(configuration.max_connections);
    in_threads(count + 1, [&](int thread) {
      if (thread < count) {
        value(cache().set("k", "value"));
      } else {
        EXPECT_TRUE(becomes_true([&] {
          return cache().statistics().connections_open == configuration.max_connections;
        }));
        server().resume();
      }
    });
  }
  /// Ends all connections but that of the test, as a server does that is tired of them.
  void kill_clients() {
    redis().command({"CLIENT", "KILL", "TYPE", "normal", "SKIPME", "yes"});
    ASSERT_TRUE(becomes_true([&] { return redis().other_clients() == 0; }));
  }
};

TEST_F(Pool, NothingIsConnectedBeforeItIsNeeded) {
  cache();
  EXPECT_EQ(received(), 0);
}

TEST_F(Pool, AThousandOperationsUseOneConnection) {
  for (int i = 0; i < 250; ++i) {
    value(cache().set("k", "value"));
    value(cache().get("k"));
    value(cache().cache_session("u-1", {"data", at(i)}));
    value(cache().get_latest_digital_twin_state());
  }
  EXPECT_EQ(received(), 1);
  EXPECT_EQ(cache().statistics().connections_made, 1U);
  EXPECT_EQ(cache().statistics().connections_open, 1U);
}

TEST_F(Pool, AConnectionInUseIsNotAskedWhetherItIsAlive) {
  for (int i = 0; i < 100; ++i) value(cache().get("k"));
  EXPECT_EQ(redis().calls_of("ping"), 0);
}

TEST_F(Pool, AConnectionThatWasIdleForLongAnswersAPingFirst) {
  configuration.check_after = milliseconds(1);
  value(cache().get("k"));
  const auto idle_until = std::chrono::steady_clock::now() + milliseconds(2);
  becomes_true([&] { return std::chrono::steady_clock::now() > idle_until; });
  value(cache().get("k"));
  EXPECT_GE(redis().calls_of("ping"), 1);
  EXPECT_EQ(received(), 1);
}

TEST_F(Pool, AConnectionThatLeavesThePingUnansweredIsReplaced) {
  Proxy proxy(server().port());
  configuration.port = proxy.port();
  configuration.check_after = milliseconds(1);
  value(cache().set("k", "value"));
  // The network forgets the connection without a word, as a NAT gateway does.
  proxy.hold(Direction::to_server);
  auto released = std::jthread([&] {
    becomes_true([&] { return proxy.connections() == 2; });
    proxy.release();
  });
  const auto idle_until = std::chrono::steady_clock::now() + milliseconds(2);
  becomes_true([&] { return std::chrono::steady_clock::now() > idle_until; });
  EXPECT_EQ(value(cache().get("k")), "value");
  EXPECT_EQ(proxy.connections(), 2);
}

TEST_F(Pool, OfConnectionsThatLeadNowhereOneIsWaitedFor) {
  Proxy proxy(server().port());
  configuration.port = proxy.port();
  configuration.check_after = milliseconds(1);
  fill();
  const int before = proxy.pieces(Direction::to_server);
  proxy.hold(Direction::to_client);
  const auto idle_until = std::chrono::steady_clock::now() + milliseconds(2);
  becomes_true([&] { return std::chrono::steady_clock::now() > idle_until; });
  const DeadlineScope scope(DeadlineScope::Clock::now() + milliseconds(500));
  EXPECT_EQ(error(cache().get("k")), ErrorCode::deadline_exceeded);
  // One PING, and the command on a new connection.
  EXPECT_LE(proxy.pieces(Direction::to_server), before + 2);
  EXPECT_EQ(cache().statistics().connections_open, 0U);
}

TEST_F(Pool, ConnectionsToAReplicaAreAllGivenUpOnceItSaysSo) {
  RedisServer promoted;
  Proxy name(server().port());
  configuration.port = name.port();
  configuration.max_connections = 4;
  fill();
  redis().command({"REPLICAOF", "127.0.0.1", std::to_string(free_port())});
  name.lead_to(promoted.port());
  EXPECT_EQ(error(cache().set("k", "newer")), ErrorCode::server_error);
  EXPECT_EQ(cache().statistics().connections_open, 0U);
  in_threads(4, [&](int) { value(cache().set("k", "newer")); });
  EXPECT_EQ(value(cache().get("k")), "newer");
}

TEST_F(Pool, AConnectionThatTheServerClosedIsReplacedWithoutAnError) {
  value(cache().set("k", "value"));
  kill_clients();
  EXPECT_EQ(value(cache().get("k")), "value");
  EXPECT_EQ(cache().statistics().connections_made, 2U);
  EXPECT_EQ(cache().statistics().errors, 0U);
}

TEST_F(Pool, TheServersIdleTimeoutIsNoError) {
  value(cache().set("k", "value"));
  redis().command({"CONFIG", "SET", "timeout", "1"});
  // The test's own connection stays in use meanwhile.
  ASSERT_TRUE(becomes_true([&] { return redis().other_clients() == 0; }));
  EXPECT_EQ(value(cache().get("k")), "value");
  EXPECT_EQ(cache().statistics().errors, 0U);
}

TEST_F(Pool, ManyClosedConnectionsAreReplacedWithoutAnError) {
  fill();
  EXPECT_EQ(redis().other_clients(), configuration.max_connections);
  kill_clients();
  for (int i = 0; i < 20; ++i) EXPECT_EQ(value(cache().get("k")), "value");
  EXPECT_EQ(cache().statistics().connections_open, 1U);
  fill();
  EXPECT_EQ(cache().statistics().errors, 0U);
}

TEST_F(Pool, AConnectionThatIsCutDuringACommandIsReplacedOnce) {
  Proxy proxy(server().port(), [server = server().port(), count = 0]() mutable -> Meddle {
    // The first connection is cut after its first reply.
    if (++count > 1) return {};
    return [replies = 0](Direction direction, std::string&) mutable {
      return direction == Direction::to_client || ++replies < 2;
    };
  });
  configuration.port = proxy.port();
  value(cache().set("k", "value"));
  EXPECT_EQ(value(cache().get("k")), "value");
  EXPECT_EQ(proxy.connections(), 2);
}

TEST_F(Pool, ARestartedServerIsNoErrorForAConnectionThatIsIdle) {
  value(cache().set("k", "value"));
  server().restart();
  EXPECT_EQ(value(cache().get("k")), std::nullopt);
  value(cache().set("k", "again"));
  EXPECT_EQ(value(cache().get("k")), "again");
}

TEST_F(Pool, AllAreClosedWithTheService) {
  {
    const CacheService service = another();
    CacheService other = another();
    value(other.get("k"));
    EXPECT_EQ(redis().other_clients(), 1U);
  }
  EXPECT_TRUE(becomes_true([&] { return redis().other_clients() == 0; }));
}

TEST_F(Pool, WhatNobodyAskedForSpoilsAConnection) {
  Proxy proxy(server().port());
  configuration.port = proxy.port();
  value(cache().set("a", "1"));
  value(cache().set("b", "2"));
  // An answer comes twice: the second must not be taken for that to the next question.
  Proxy doubling(server().port(), [] {
    return [](Direction direction, std::string& bytes) {
      if (direction == Direction::to_client && bytes.find("OTC") != std::string::npos) {
        bytes += bytes;
      }
      return true;
    };
  });
  configuration.port = doubling.port();
  CacheService service = another();
  for (int i = 0; i < 20; ++i) {
    const auto a = service.get("a");
    if (a) {
      EXPECT_EQ(*a, "1");
    }
    const auto b = service.get("b");
    if (b) {
      EXPECT_EQ(*b, "2");
    }
  }
}

}  // namespace
}  // namespace omnitrack::cache_test
