#include <chrono>
#include <future>
#include <thread>

#include <gtest/gtest.h>

#include "on_redis.hpp"
#include "proxy.hpp"
#include "stand_in.hpp"
#include "threads.hpp"

namespace omnitrack::cache_test {
namespace {

using std::chrono::seconds;

/// How long something took.
milliseconds time_of(const std::function<void()>& action) {
  const auto start = std::chrono::steady_clock::now();
  action();
  return std::chrono::duration_cast<milliseconds>(std::chrono::steady_clock::now() - start);
}

// Above each limit of 100 ms there is room for a machine that is busy; below, there is none.
constexpr milliseconds limit(100);
constexpr milliseconds at_most(5000);

class TimeLimits : public OnRedis {
 public:
  void expect_within_limit(ErrorCode code, const std::function<std::optional<ErrorCode>()>& ask) {
    std::optional<ErrorCode> found;
    const milliseconds time = time_of([&] { found = ask(); });
    EXPECT_EQ(found, code);
    EXPECT_GE(time, limit);
    EXPECT_LT(time, at_most);
  }
};

TEST_F(TimeLimits, ASleepingServerIsNotWaitedFor) {
  value(cache().set("k", "value"));
  configuration.command_timeout = limit;
  CacheService hasty = another();
  value(hasty.get("k"));
  redis().send({"DEBUG", "SLEEP", "0.6"});
  // The server sleeps once it leaves others unanswered, at the latest when it has read the command.
  const Result<std::optional<std::string>> first = [&] {
    while (true) {
      auto read = hasty.get("k");
      if (!read) return read;
    }
  }();
  EXPECT_EQ(error(first), ErrorCode::timed_out);
  redis().receive();
  EXPECT_TRUE(becomes_true([&] { return hasty.get("k").has_value(); }));
}

TEST_F(TimeLimits, EveryOperationHasOne) {
  configuration.command_timeout = limit;
  configuration.backoff.failures = 1000;
  const std::vector<Entry> entries = {{"k", "value"}};
  const std::vector<std::string_view> keys = {"k"};
  const std::vector<std::function<std::optional<ErrorCode>()>> operations = {
      [&] { return error(cache().set("k", "value")); },
      [&] { return error(cache().get("k")); },
      [&] { return error(cache().ttl("k")); },
      [&] { return error(cache().set_many(entries)[0]); },
      [&] { return error(cache().get_many(keys)[0]); },
      [&] {
        return error(cache().cache_session("u-1", {"data", at(1)}));
      },
      [&] { return error(cache().get_session("u-1")); },
      [&] { return error(cache().update_session_activity("u-1")); },
      [&] {
        return error(cache().cache_digital_twin_state({at(1), "state"}));
      },
      [&] { return error(cache().get_latest_digital_twin_state()); },
      [&] { return error(cache().invalidate_digital_twin_cache()); },
      [&] { return error(cache().flush()); },
      [&] { return error(cache().ping()); },
  };
  value(cache().ping());
  server().pause();
  for (const auto& operation : operations) expect_within_limit(ErrorCode::timed_out, operation);
  server().resume();
  EXPECT_TRUE(becomes_true([&] { return cache().get("k").has_value(); }));
}

TEST_F(TimeLimits, ALateAnswerIsNeverTakenForThatToAnotherQuestion) {
  value(cache().set("a", "of a"));
  value(cache().set("b", "of b"));
  Proxy proxy(server().port());
  configuration.port = proxy.port();
  configuration.command_timeout = limit;
  configuration.backoff.failures = 1000;
  CacheService hasty = another();
  configuration.command_timeout = seconds(20);
  for (int round = 0; round < 3; ++round) {
    value(hasty.ping());
    proxy.hold(Direction::to_client);
    EXPECT_EQ(error(hasty.get("a")), ErrorCode::timed_out);
    EXPECT_EQ(error(hasty.get("b")), ErrorCode::timed_out);
    // Both answers are there once the third question has been asked.
    const int asked = proxy.pieces(Direction::to_server);
    const std::jthread releasing([&] {
      becomes_true([&] { return proxy.pieces(Direction::to_server) > asked; });
      proxy.release();
    });
    const auto read = hasty.get("b");
    EXPECT_TRUE(error(read) == ErrorCode::timed_out || value(read) == "of b");
    EXPECT_EQ(log.count("value_rejected"), 0U) << log.text();
  }
}

TEST_F(TimeLimits, AWriteThatTimedOutIsNotDoneTwice) {
  Proxy proxy(server().port());
  configuration.port = proxy.port();
  configuration.command_timeout = limit;
  value(cache().ping());
  proxy.hold(Direction::to_client);
  EXPECT_EQ(error(cache().set("k", "value")), ErrorCode::timed_out);
  proxy.release();
  EXPECT_EQ(redis().calls_of("set"), 1);
}

TEST_F(TimeLimits, AnAnswerThatDripsIsLimitedAsAWhole) {
  StandIn dripping([](Peer& peer) {
    while (peer.read_command()) {
      const std::string answer = "$100\r\n" + std::string(100, 'x') + "\r\n";
      for (const char byte : answer) {
        if (!peer.send(std::string(1, byte)) || peer.wait_for_end(milliseconds(50))) return;
      }
    }
  });
  configuration.port = dripping.port();
  configuration.command_timeout = limit;
  expect_within_limit(ErrorCode::timed_out, [&] { return error(cache().get("k")); });
}

TEST_F(TimeLimits, AServerThatTakesNothingIsNotWaitedFor) {
  StandIn deaf([](Peer& peer) { peer.wait_for_end(); });
  configuration.port = deaf.port();
  configuration.command_timeout = limit;
  configuration.max_value_bytes = std::size_t{64} << 20U;
  // More than the buffers of both sockets hold.
  const std::string large(configuration.max_value_bytes, 'x');
  expect_within_limit(ErrorCode::timed_out, [&] { return error(cache().set("k", large)); });
}

TEST_F(TimeLimits, AConnectionThatIsNotTakenIsNotWaitedFor) {
  const Descriptor listener = listen_locally(0);
  // The queue of those that nobody has taken is full with one or two.
  std::vector<Descriptor> queued;
  queued.reserve(3);
  for (int i = 0; i < 3; ++i) queued.push_back(begin_to_connect(port_of(listener)));
  configuration.port = port_of(listener);
  configuration.connect_timeout = limit;
  expect_within_limit(ErrorCode::connect_failed, [&] { return error(cache().get("k")); });
}

TEST_F(TimeLimits, ATlsServerThatSaysNothingIsNotWaitedFor) {
  StandIn silent([](Peer& peer) { peer.wait_for_end(); });
  const Certificates certificates;
  configuration.port = silent.port();
  configuration.tls = true;
  configuration.ca_file = certificates.authority();
  configuration.connect_timeout = limit;
  expect_within_limit(ErrorCode::tls_failed, [&] { return error(cache().get("k")); });
}

TEST_F(TimeLimits, AuthenticationThatIsNotAnsweredIsNotWaitedFor) {
  StandIn silent([](Peer& peer) { peer.wait_for_end(); });
  configuration.port = silent.port();
  configuration.credentials = [] { return cache::Credentials{"", "secret"}; };
  configuration.connect_timeout = limit;
  expect_within_limit(ErrorCode::timed_out, [&] { return error(cache().get("k")); });
}

TEST_F(TimeLimits, AHangingComputationHoldsNoneButItself) {
  std::promise<void> end;
  auto hanging = std::async(std::launch::async, [&] {
    return value(cache().get_or_compute("k", seconds(60), [&] {
      end.get_future().wait();
      return std::string("late");
    }));
  });
  ASSERT_TRUE(becomes_true([&] { return redis().integer({"EXISTS", "omnitrack:lock:k"}) == 1; }));
  for (int i = 0; i < 100; ++i) value(cache().set("other", "value"));
  end.set_value();
  EXPECT_EQ(hanging.get().value, "late");
}

}  // namespace
}  // namespace omnitrack::cache_test
