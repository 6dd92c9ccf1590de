#include <atomic>

#include <gtest/gtest.h>

#include "on_redis.hpp"
#include "threads.hpp"

namespace omnitrack::cache_test {
namespace {

class OnceInThreads : public OnRedis {};

TEST_F(OnceInThreads, OneRunsForAllOfSeveralServices) {
  constexpr int thread_count = 32;
  CacheService other = another();
  std::atomic<int> came = 0;
  std::atomic<int> runs = 0;
  std::atomic<int> stored = 0;
  const cache::OnceOptions options{.time_to_live = minutes(10), .wait_limit = minutes(10)};
  in_threads(thread_count, [&](int thread) {
    ++came;
    const auto given = value((thread % 2 == 0 ? cache() : other).once("k", options, [&] {
      ++runs;
      becomes_true([&] { return came == thread_count; });
      return std::string("charged");
    }));
    EXPECT_EQ(given.answer, "charged");
    if (given.origin == cache::AnswerOrigin::stored) ++stored;
  });
  EXPECT_EQ(runs, 1);
  EXPECT_EQ(stored, thread_count - 1);
}

}  // namespace
}  // namespace omnitrack::cache_test
