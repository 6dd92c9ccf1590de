#include <gtest/gtest.h>

#include "on_redis.hpp"
#include "threads.hpp"
#include <omnitrack/cache/metrics.hpp>

namespace omnitrack::cache_test {
namespace {

class MeasuredThreads : public OnRedis {};

TEST_F(MeasuredThreads, NothingIsLost) {
  configuration.measure = true;
  constexpr int thread_count = 8;
  constexpr int rounds = 50;
  in_threads(thread_count, [&](int) {
    for (int i = 0; i < rounds; ++i) {
      value(cache().set("k", "v"));
      std::ignore = cache().metrics();
    }
  });
  const auto operations = cache().metrics().operations;
  ASSERT_EQ(operations.size(), 1U);
  EXPECT_EQ(operations[0].durations.count(), thread_count * rounds);
}

TEST_F(MeasuredThreads, FailuresThatComeAtOnceAreAllCounted) {
  configuration.measure = true;
  constexpr int thread_count = 8;
  cache();
  server().kill();
  in_threads(thread_count, [&](int) { EXPECT_FALSE(cache().get("k").has_value()); });
  std::uint64_t failed = 0;
  for (const auto& each : cache().metrics().operations) {
    EXPECT_TRUE(each.error.has_value());
    failed += each.durations.count();
  }
  EXPECT_EQ(failed, thread_count);
}

}  // namespace
}  // namespace omnitrack::cache_test
