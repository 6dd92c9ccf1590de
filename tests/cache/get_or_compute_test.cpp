#include <chrono>
#include <future>
#include <stdexcept>

#include <gtest/gtest.h>

#include "on_redis.hpp"
#include "threads.hpp"

namespace omnitrack::cache_test {
namespace {

using std::chrono::seconds;

constexpr const char* lock_key = "omnitrack:lock:k";

class GetOrCompute : public OnRedis {
 public:
  Computed ask(CacheService& service, const std::string& computed = "computed") {
    return value(service.get_or_compute("k", seconds(60), [&, computed] {
      ++computations;
      return computed;
    }));
  }
  std::atomic<int> computations = 0;
};

TEST_F(GetOrCompute, ComputesOnceAndCachesForTheTimeGiven) {
  Computed first;
  expect_lifetime("omnitrack:k", seconds(60), [&] { first = ask(cache()); });
  EXPECT_EQ(first.value, "computed");
  EXPECT_EQ(first.origin, Origin::computed);
  EXPECT_FALSE(first.cache_error.has_value());
  const Computed second = ask(cache(), "other");
  EXPECT_EQ(second.value, "computed");
  EXPECT_EQ(second.origin, Origin::cached);
  EXPECT_EQ(computations, 1);
  EXPECT_EQ(value(cache().get("k")), "computed");
}

TEST_F(GetOrCompute, LeavesNoLockBehind) {
  ask(cache());
  EXPECT_EQ(redis().keys(), std::vector<std::string>{"omnitrack:k"});
}

TEST_F(GetOrCompute, WithoutATimeTheValueStaysUntilItIsEvicted) {
  value(cache().get_or_compute("k", std::nullopt, [] { return std::string("computed"); }));
  EXPECT_EQ(redis().integer({"PTTL", "omnitrack:k"}), -1);
}

TEST_F(GetOrCompute, HoldsALockThatExpiresWhileItComputes) {
  configuration.compute_limit = seconds(7);
  value(cache().get_or_compute("k", seconds(60), [&] {
    const std::int64_t left = redis().integer({"PTTL", lock_key});
    EXPECT_GT(left, 0);
    EXPECT_LE(left, 7000);
    return std::string("computed");
  }));
  EXPECT_EQ(redis().integer({"EXISTS", lock_key}), 0);
}

TEST_F(GetOrCompute, OtherOperationsGoOnWhileItComputes) {
  configuration.max_connections = 1;
  value(cache().get_or_compute("k", seconds(60), [&] {
    value(cache().set("other", "value"));
    return value(cache().get("other")).value();
  }));
  EXPECT_EQ(value(cache().get("k")), "value");
}

TEST_F(GetOrCompute, WhatTheComputationThrowsReachesTheCaller) {
  const auto throwing = []() -> std::string { throw std::out_of_range("no such scenario"); };
  EXPECT_THROW(std::ignore = cache().get_or_compute("k", seconds(60), throwing), std::out_of_range);
  EXPECT_EQ(redis().keys(), std::vector<std::string>{}) << "a lock stayed, or a value";
  EXPECT_EQ(ask(cache()).origin, Origin::computed);
}

TEST_F(GetOrCompute, WrongKeysAndTimesComputeNothing) {
  const auto compute = [&] {
    ++computations;
    return std::string();
  };
  EXPECT_EQ(error(cache().get_or_compute("", seconds(60), compute)), ErrorCode::invalid_key);
  EXPECT_EQ(error(cache().get_or_compute("k", seconds(0), compute)), ErrorCode::invalid_value);
  EXPECT_EQ(computations, 0);
}

TEST_F(GetOrCompute, AResultThatIsTooLargeIsGivenAndNotCached) {
  configuration.max_value_bytes = 10;
  const Computed given = ask(cache(), "more than ten bytes");
  EXPECT_EQ(given.value, "more than ten bytes");
  EXPECT_EQ(given.origin, Origin::computed);
  ASSERT_TRUE(given.cache_error.has_value());
  EXPECT_EQ(given.cache_error->code, ErrorCode::invalid_value);
  EXPECT_EQ(log.count("not_cached"), 1U) << log.text();
  EXPECT_EQ(redis().keys(), std::vector<std::string>{});
}

TEST_F(GetOrCompute, ADamagedValueIsComputedAnewAndReplaced) {
  redis().command({"SET", "omnitrack:k", "by another program"});
  EXPECT_EQ(ask(cache()).origin, Origin::computed);
  EXPECT_EQ(value(cache().get("k")), "computed");
  redis().command({"DEL", "omnitrack:k"});
  redis().command({"RPUSH", "omnitrack:k", "a list"});
  EXPECT_EQ(ask(cache()).origin, Origin::computed);
  EXPECT_EQ(value(cache().get("k")), "computed");
}

TEST_F(GetOrCompute, ComputesWhereRedisIsAway) {
  server().kill();
  for (int i = 0; i < 10; ++i) {
    const Computed given = ask(cache());
    EXPECT_EQ(given.value, "computed");
    EXPECT_EQ(given.origin, Origin::computed);
    ASSERT_TRUE(given.cache_error.has_value());
    EXPECT_TRUE(is_outage(given.cache_error->code)) << given.cache_error->message;
  }
  EXPECT_EQ(computations, 10);
  EXPECT_GE(log.count("cache_bypassed"), 1U) << log.text();
}

TEST_F(GetOrCompute, GivesItsResultWhereRedisGoesAwayWhileItComputes) {
  const Computed given = value(cache().get_or_compute("k", seconds(60), [&] {
    server().kill();
    return std::string("computed");
  }));
  EXPECT_EQ(given.value, "computed");
  ASSERT_TRUE(given.cache_error.has_value());
  EXPECT_TRUE(is_outage(given.cache_error->code)) << given.cache_error->message;
}

TEST_F(GetOrCompute, ComputesWithinItsLimitsWhereRedisDoesNotAnswer) {
  configuration.command_timeout = milliseconds(50);
  server().pause();
  const auto start = std::chrono::steady_clock::now();
  EXPECT_EQ(ask(cache()).value, "computed");
  EXPECT_LT(std::chrono::steady_clock::now() - start, seconds(10));
  server().resume();
}

TEST_F(GetOrCompute, WaitsForWhoeverHoldsTheLockAndTakesWhatThatCaches) {
  redis().command({"SET", lock_key, "another process", "PX", "60000"});
  auto waiting = std::async(std::launch::async, [&] { return ask(cache()); });
  // It has come to wait once it has asked for the lock in vain, after the test set it.
  ASSERT_TRUE(becomes_true([&] { return redis().calls_of("set") >= 2; }));
  CacheService other = another();
  value(other.set("k", "of another process"));
  const Computed given = waiting.get();
  EXPECT_EQ(given.value, "of another process");
  EXPECT_EQ(given.origin, Origin::shared);
  EXPECT_EQ(computations, 0);
  EXPECT_EQ(redis().text({"GET", lock_key}), "another process");
}

TEST_F(GetOrCompute, ALockWhoseHolderDiedHoldsNobodyUpForLong) {
  redis().command({"SET", lock_key, "a process that died", "PX", "30"});
  const Computed given = ask(cache());
  EXPECT_EQ(given.value, "computed");
  EXPECT_EQ(given.origin, Origin::computed);
  EXPECT_EQ(value(cache().get("k")), "computed");
}

TEST_F(GetOrCompute, ComputesItselfWhereTheHolderTakesLongerThanTheLimit) {
  configuration.compute_limit = milliseconds(60);
  redis().command({"SET", lock_key, "a process that hangs"});
  const Computed given = ask(cache());
  EXPECT_EQ(given.value, "computed");
  EXPECT_EQ(given.origin, Origin::computed);
  EXPECT_EQ(redis().text({"GET", lock_key}), "a process that hangs") << "freed another one's lock";
}

TEST_F(GetOrCompute, DoesNotFreeTheLockThatAnotherOneGotMeanwhile) {
  value(cache().get_or_compute("k", seconds(60), [&] {
    redis().command({"SET", lock_key, "another process"});
    return std::string("computed");
  }));
  EXPECT_EQ(redis().text({"GET", lock_key}), "another process");
}

TEST_F(GetOrCompute, WaitsWithoutHoldingAConnection) {
  configuration.max_connections = 1;
  configuration.acquire_timeout = seconds(20);
  redis().command({"SET", lock_key, "another process", "PX", "60000"});
  auto waiting = std::async(std::launch::async, [&] { return ask(cache()); });
  // It has come to wait once it has asked for the lock in vain, after the test set it.
  ASSERT_TRUE(becomes_true([&] { return redis().calls_of("set") >= 2; }));
  for (int i = 0; i < 20; ++i) value(cache().set("other", "value"));
  value(cache().set("k", "cached meanwhile"));
  EXPECT_EQ(waiting.get().value, "cached meanwhile");
}

TEST_F(GetOrCompute, ALockThatIsOfAnotherTypeIsNoHindrance) {
  redis().command({"RPUSH", lock_key, "a list"});
  EXPECT_EQ(ask(cache()).value, "computed");
}

TEST_F(GetOrCompute, KeysOfTheirOwnDoNotWaitForEachOther) {
  value(cache().get_or_compute("a", seconds(60), [&] {
    return value(cache().get_or_compute("b", seconds(60), [] { return std::string("inner"); }))
        .value;
  }));
  EXPECT_EQ(value(cache().get("a")), "inner");
  EXPECT_EQ(value(cache().get("b")), "inner");
}

}  // namespace
}  // namespace omnitrack::cache_test
