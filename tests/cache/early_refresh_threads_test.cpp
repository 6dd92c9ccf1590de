#include <atomic>
#include <stdexcept>
#include <thread>

#include <gtest/gtest.h>

#include "envelope.hpp"
#include "freshness.hpp"
#include "on_redis.hpp"
#include "threads.hpp"

namespace omnitrack::cache_test {
namespace {

using cache::ComputeOptions;
using std::chrono::hours;

class EarlyRefresh : public OnRedis {
 public:
  // With what the value cost it is always due.
  const ComputeOptions always{.time_to_live = minutes(1), .early_refresh_beta = 1'000};
  // One of a moment in a day is never due.
  const ComputeOptions hardly_ever{.time_to_live = hours(24), .early_refresh_beta = 1};

  /// Leaves a value in Redis as one whose computation took an hour.
  void leave_expensive_value() {
    const cache::Freshness freshness{cache::now() + minutes(1), hours(1)};
    const cache::Envelope envelope("omnitrack:k", cache::ValueKind::own, 0, "first", freshness);
    redis().command({"SET", "omnitrack:k", std::string(envelope.bytes()) + "first", "PX", "60000"});
  }
};

/// Asks until a call computes, which all but never is not the first.
Computed ask_until_computed(CacheService& service, const ComputeOptions& options,
                            const std::function<std::string()>& compute) {
  Computed given;
  EXPECT_TRUE(becomes_true([&] {
    given = value(service.get_or_compute("k", options, compute));
    return given.origin == Origin::computed || given.thrown;
  }));
  return given;
}

TEST_F(EarlyRefresh, IsOffUnlessItIsAskedFor) {
  leave_expensive_value();
  for (int i = 0; i < 100; ++i) {
    const Computed given = value(cache().get_or_compute("k", {.time_to_live = minutes(1)},
                                                        [] { return std::string("second"); }));
    EXPECT_EQ(given.origin, Origin::cached);
  }
}

TEST_F(EarlyRefresh, DoesNotComeLongBeforeTheEndOfWhatIsCheap) {
  int computations = 0;
  for (int i = 0; i < 100; ++i) {
    value(cache().get_or_compute("k", hardly_ever, [&] {
      ++computations;
      return std::string("v");
    }));
  }
  EXPECT_EQ(computations, 1);
}

TEST_F(EarlyRefresh, ReplacesAValueThatIsStillFreshByWhatItsComputationTook) {
  value(cache().get_or_compute("k", always, [] {
    std::this_thread::sleep_for(milliseconds(50));
    return std::string("first");
  }));
  const Computed given = ask_until_computed(cache(), always, [] { return std::string("second"); });
  EXPECT_EQ(given.value, "second");
  EXPECT_EQ(value(cache().get("k")), "second");
  EXPECT_EQ(redis().keys(), std::vector<std::string>{"omnitrack:k"}) << "a lock stayed";
}

TEST_F(EarlyRefresh, OneComputesWhileTheOthersGetTheValue) {
  constexpr int thread_count = 16;
  leave_expensive_value();
  CacheService other = another();
  std::atomic<bool> is_computing = false;
  std::atomic<int> given_meanwhile = 0;
  std::atomic<int> computations = 0;
  in_threads(thread_count + 1, [&](int thread) {
    if (thread == thread_count) {
      ask_until_computed(cache(), always, [&] {
        is_computing = true;
        EXPECT_TRUE(becomes_true([&] { return given_meanwhile == thread_count; }));
        ++computations;
        return std::string("second");
      });
      return;
    }
    ASSERT_TRUE(becomes_true([&] { return is_computing.load(); }));
    const Computed given =
        value((thread % 2 == 0 ? cache() : other).get_or_compute("k", always, [&] {
          ++computations;
          return std::string("of another");
        }));
    EXPECT_EQ(given.value, "first");
    EXPECT_EQ(given.origin, Origin::cached);
    ++given_meanwhile;
  });
  EXPECT_EQ(computations, 1);
  EXPECT_EQ(value(cache().get("k")), "second");
}

TEST_F(EarlyRefresh, ThatThrowsLeavesTheValue) {
  leave_expensive_value();
  const Computed given = ask_until_computed(
      cache(), always, []() -> std::string { throw std::out_of_range("the origin is down"); });
  EXPECT_EQ(given.value, "first");
  EXPECT_EQ(given.origin, Origin::cached);
  EXPECT_THROW(std::rethrow_exception(given.thrown), std::out_of_range);
  EXPECT_EQ(log.count("refresh_failed"), 1U) << log.text();
  EXPECT_EQ(value(cache().get("k")), "first");
  EXPECT_EQ(redis().keys(), std::vector<std::string>{"omnitrack:k"}) << "a lock stayed";
}

}  // namespace
}  // namespace omnitrack::cache_test
