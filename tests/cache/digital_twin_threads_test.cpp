#include <atomic>

#include <gtest/gtest.h>

#include "on_digital_twins.hpp"
#include "threads.hpp"

namespace omnitrack::cache_test {
namespace {

class DigitalTwinThreads : public OnDigitalTwins {};

TEST_F(DigitalTwinThreads, TheLatestNeverGoesBackWhileStatesAreCached) {
  constexpr int writers = 3;
  constexpr int rounds = 150;
  std::atomic<std::int64_t> cached = -1;
  std::atomic<int> running = writers;
  in_threads(writers + 2, [&](int thread) {
    if (thread < writers) {
      for (int round = 0; round < rounds; ++round) {
        const std::int64_t time = round * writers + thread;
        put(time, std::to_string(time));
        std::int64_t before = cached;
        while (before < time && !cached.compare_exchange_weak(before, time)) {
        }
      }
      --running;
      return;
    }
    while (running > 0) {
      const std::int64_t at_least = cached;
      const auto found = value(cache().get_latest_digital_twin_state());
      if (at_least < 0) continue;
      ASSERT_TRUE(found.has_value());
      EXPECT_GE(found->timestamp, at(at_least));
      EXPECT_EQ(found->data, std::to_string(found->timestamp.time_since_epoch().count()));
    }
  });
  EXPECT_EQ(latest(), writers * rounds - 1);
}

TEST_F(DigitalTwinThreads, InvalidationAmongWritersLosesNothingThatIsCachedAfterIt) {
  constexpr int rounds = 150;
  std::atomic<bool> over = false;
  in_threads(4, [&](int thread) {
    if (thread == 0) {
      // What this thread caches after its own invalidation can only go by another one.
      for (int round = 0; round < rounds; ++round) {
        value(cache().invalidate_digital_twin_cache());
        put(1'000'000 + round);
        const std::optional<std::int64_t> found = latest();
        ASSERT_TRUE(found.has_value());
        EXPECT_EQ(*found, 1'000'000 + round);
      }
      over = true;
      return;
    }
    for (std::int64_t time = thread; !over; time = (time + 7) % 500) put(time);
  });
  value(cache().invalidate_digital_twin_cache());
  EXPECT_EQ(latest(), std::nullopt);
  EXPECT_EQ(redis().keys(), std::vector<std::string>{});
}

TEST_F(DigitalTwinThreads, SeveralInvalidateAtOnce) {
  std::atomic<std::uint64_t> invalidated = 0;
  constexpr int states = 300;
  for (int time = 0; time < states; ++time) put(time);
  in_threads(4, [&](int) { invalidated += value(cache().invalidate_digital_twin_cache()); });
  EXPECT_EQ(invalidated, static_cast<std::uint64_t>(states));
  EXPECT_EQ(redis().keys(), std::vector<std::string>{});
}

}  // namespace
}  // namespace omnitrack::cache_test
