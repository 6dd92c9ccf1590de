#include <algorithm>
#include <functional>
#include <future>
#include <stdexcept>
#include <thread>

#include <gtest/gtest.h>

#include "on_cluster.hpp"
#include "on_redis.hpp"
#include "stand_in.hpp"
#include "threads.hpp"
#include <omnitrack/deadline_scope.hpp>

namespace omnitrack::cache_test {
namespace {

using std::chrono::seconds;
using Clock = DeadlineScope::Clock;

constexpr milliseconds time_left(300);
// Far more than is left, and less than any limit of the configuration.
constexpr milliseconds far_below_limits(5000);

std::string no_value() { throw std::out_of_range("was computed"); }

class Deadlines : public OnRedis {
 public:
  /// Asks with little time left, and expects the typed error by then.
  void expect_by_deadline(const std::function<std::optional<ErrorCode>()>& ask,
                          ErrorCode code = ErrorCode::deadline_exceeded) {
    const auto start = Clock::now();
    const DeadlineScope scope(start + time_left);
    EXPECT_EQ(ask(), code);
    EXPECT_GE(Clock::now() - start, time_left);
    EXPECT_LT(Clock::now() - start, far_below_limits);
  }
};

TEST(DeadlineScopes, TheEarliestCountsForAsLongAsItLives) {
  const auto now = Clock::now();
  EXPECT_EQ(DeadlineScope::current(), DeadlineScope::Moment::max());
  {
    const DeadlineScope outer(now + seconds(2));
    {
      const DeadlineScope inner(now + seconds(1));
      EXPECT_EQ(DeadlineScope::current(), now + seconds(1));
      const DeadlineScope longer(now + seconds(9));
      EXPECT_EQ(DeadlineScope::current(), now + seconds(1));
    }
    EXPECT_EQ(DeadlineScope::current(), now + seconds(2));
    EXPECT_FALSE(DeadlineScope::has_passed());
    std::thread([] { EXPECT_EQ(DeadlineScope::current(), DeadlineScope::Moment::max()); }).join();
  }
  EXPECT_EQ(DeadlineScope::current(), DeadlineScope::Moment::max());
}

TEST_F(Deadlines, BoundEveryOperationOnAServerThatHangs) {
  const std::vector<Entry> entries = {{"k", "value"}};
  const std::vector<std::string_view> keys = {"k"};
  const std::vector<std::function<std::optional<ErrorCode>()>> operations = {
      [&] { return error(cache().set("k", "value")); },
      [&] { return error(cache().get("k")); },
      [&] { return error(cache().remove("k")); },
      [&] { return error(cache().set_many(entries)[0]); },
      [&] { return error(cache().get_many(keys)[0]); },
      [&] { return error(cache().get_session("u-1")); },
      [&] { return error(cache().get_latest_digital_twin_state()); },
      [&] { return error(cache().invalidate_digital_twin_cache()); },
      [&] { return error(cache().get_or_compute("k", seconds(60), no_value)); },
      [&] { return error(cache().once("k", seconds(60), no_value)); },
      [&] { return error(cache().flush()); },
      [&] { return error(cache().ping()); },
  };
  value(cache().ping());
  server().pause();
  for (const auto& operation : operations) expect_by_deadline(operation);
  server().resume();
  // That time ran out says nothing of the server, so it was not left alone.
  EXPECT_EQ(value(cache().get("k")), "value");
  EXPECT_EQ(log.count("breaker_opened"), 0U);
}

TEST_F(Deadlines, NothingIsSentAfterThem) {
  value(cache().set("k", "value"));
  const DeadlineScope scope(Clock::now());
  EXPECT_EQ(error(cache().set("k", "other")), ErrorCode::deadline_exceeded);
  EXPECT_EQ(error(cache().get_or_compute("k", seconds(60), no_value)),
            ErrorCode::deadline_exceeded);
  EXPECT_EQ(redis().text({"GET", "omnitrack:k"}).substr(16), "value");
  EXPECT_EQ(cache().statistics().connections_made, 1U);
}

TEST_F(Deadlines, BoundConnecting) {
  const Descriptor listener = listen_locally(0);
  std::vector<Descriptor> queued;
  queued.reserve(3);
  for (int i = 0; i < 3; ++i) queued.push_back(begin_to_connect(port_of(listener)));
  configuration.port = port_of(listener);
  expect_by_deadline([&] { return error(cache().get("k")); });
}

TEST_F(Deadlines, BoundTlsAndAuthentication) {
  StandIn silent([](Peer& peer) { peer.wait_for_end(); });
  const Certificates certificates;
  configuration.port = silent.port();
  configuration.credentials = [] { return cache::Credentials{"", "secret"}; };
  expect_by_deadline([&] { return error(cache().get("k")); });
  configuration.tls = true;
  configuration.ca_file = certificates.authority();
  CacheService encrypted = another();
  expect_by_deadline([&] { return error(encrypted.get("k")); });
}

TEST_F(Deadlines, BoundTheWaitForAConnection) {
  configuration.max_connections = 1;
  value(cache().ping());
  server().pause();
  const auto holding = std::async(std::launch::async, [&] { value(cache().ping()); });
  ASSERT_TRUE(becomes_true([&] { return cache().metrics().connections_idle == 0; }));
  expect_by_deadline([&] { return error(cache().get("k")); });
  server().resume();
}

TEST_F(Deadlines, BoundTheWaitForAComputationOfThisProcess) {
  std::promise<void> end;
  auto computing = std::async(std::launch::async, [&] {
    return value(cache().get_or_compute("k", seconds(60), [&] {
      end.get_future().wait();
      return std::string("computed");
    }));
  });
  ASSERT_TRUE(becomes_true([&] { return redis().integer({"EXISTS", "omnitrack:lock:k"}) == 1; }));
  expect_by_deadline([&] { return error(cache().get_or_compute("k", seconds(60), no_value)); });
  end.set_value();
  EXPECT_EQ(computing.get().value, "computed");
}

TEST_F(Deadlines, BoundTheWaitForAComputationOfAnotherProcess) {
  redis().command({"SET", "omnitrack:lock:k", "of another"});
  expect_by_deadline([&] { return error(cache().get_or_compute("k", seconds(60), no_value)); });
}

TEST_F(Deadlines, OfOneCallerLeaveTheOthersTheirTime) {
  redis().command({"SET", "omnitrack:lock:k", "of another"});
  auto hasty = std::async(std::launch::async, [&] {
    expect_by_deadline([&] { return error(cache().get_or_compute("k", seconds(60), no_value)); });
  });
  ASSERT_TRUE(becomes_true([&] { return redis().calls_of("set") >= 2; }));
  // It waits for the hasty one, then goes on by itself.
  auto patient = std::async(std::launch::async, [&] {
    return value(cache().get_or_compute("k", seconds(60), [] { return std::string("computed"); }));
  });
  hasty.get();
  redis().command({"DEL", "omnitrack:lock:k"});
  const Computed given = patient.get();
  EXPECT_EQ(given.value, "computed");
  EXPECT_FALSE(given.cache_error.has_value());
}

TEST_F(Deadlines, BoundTheWaitForAHandlerThatRunsElsewhere) {
  const cache::OnceOptions options{.time_to_live = seconds(60), .wait_limit = minutes(10)};
  std::promise<void> end;
  CacheService other = another();
  auto running = std::async(std::launch::async, [&] {
    return value(other.once("k", options, [&] {
      end.get_future().wait();
      return std::string("charged");
    }));
  });
  ASSERT_TRUE(becomes_true([&] { return redis().integer({"EXISTS", "omnitrack:once:k"}) == 1; }));
  const auto start = Clock::now();
  const DeadlineScope scope(start + time_left);
  const auto code = error(cache().once("k", options, no_value));
  // Whichever was seen last.
  EXPECT_TRUE(code == ErrorCode::in_progress || code == ErrorCode::deadline_exceeded);
  EXPECT_LT(Clock::now() - start, far_below_limits);
  end.set_value();
  EXPECT_EQ(running.get().answer, "charged");
}

TEST_F(Deadlines, WhatIsKeptStandsInForWhatCannotBeWaitedFor) {
  const cache::ComputeOptions options{.time_to_live = minutes(1), .grace = minutes(1)};
  value(cache().get_or_compute("k", options, [] { return std::string("kept"); }));
  server().pause();
  const auto start = Clock::now();
  const DeadlineScope scope(start + time_left);
  const Computed given = value(cache().get_or_compute("k", options, no_value));
  EXPECT_LT(Clock::now() - start, far_below_limits);
  EXPECT_EQ(given.value, "kept");
  EXPECT_EQ(given.origin, Origin::stale);
  EXPECT_EQ(given.cache_error->code, ErrorCode::deadline_exceeded);
}

TEST_F(Deadlines, TheAnswerOfAHandlerThatRanIsStoredAfterThem) {
  // On a busy machine the time for the last step may be too short; then it is told so.
  const auto run_late = [&](const std::string& key) {
    const DeadlineScope scope(Clock::now() + time_left);
    return value(cache().once(key, seconds(60), [] {
      std::this_thread::sleep_until(DeadlineScope::current());
      return std::string("charged");
    }));
  };
  int attempt = 0;
  ASSERT_TRUE(becomes_true([&] { return !run_late(std::to_string(++attempt)).cache_error; }));
  EXPECT_EQ(value(cache().once(std::to_string(attempt), seconds(60), no_value)).answer, "charged");
}

TEST_F(Deadlines, ALockIsFreedAfterThem) {
  const auto compute_late = [&](const std::string& key) {
    const DeadlineScope scope(Clock::now() + milliseconds(50));
    return value(cache().get_or_compute(key, seconds(60), [] {
      std::this_thread::sleep_until(DeadlineScope::current());
      return std::string("computed");
    }));
  };
  int attempt = 0;
  EXPECT_TRUE(becomes_true([&] {
    const std::string key = std::to_string(++attempt);
    compute_late(key);
    return redis().integer({"EXISTS", "omnitrack:" + key}) == 1 &&
           redis().integer({"EXISTS", "omnitrack:lock:" + key}) == 0;
  }));
}

class ClusterDeadlines : public OnCluster {};

TEST_F(ClusterDeadlines, BoundWhatANodeThatHangsIsAskedAndTheSlotsToo) {
  const std::string key = key_on(0);
  value(cache().set(key, "value"));
  CacheService without_slots = another();
  for (int node = 0; node < cluster().nodes(); ++node) cluster().server(node).pause();
  for (CacheService* const service : {&cache(), &without_slots}) {
    const auto start = Clock::now();
    const DeadlineScope scope(start + time_left);
    EXPECT_EQ(error(service->get(key)), ErrorCode::deadline_exceeded);
    EXPECT_EQ(error(service->flush()), ErrorCode::deadline_exceeded);
    EXPECT_GE(Clock::now() - start, time_left);
    EXPECT_LT(Clock::now() - start, far_below_limits);
  }
  for (int node = 0; node < cluster().nodes(); ++node) cluster().server(node).resume();
}

}  // namespace
}  // namespace omnitrack::cache_test
