#include "deploy/schedule.hpp"

#include <algorithm>
#include <atomic>
#include <mutex>
#include <stdexcept>
#include <thread>

#include <gtest/gtest.h>

namespace omnitrack::deploy {
namespace {

using Needs = std::vector<std::vector<std::size_t>>;

TEST(Schedule, RunsEachJobAfterThoseThatItNeeds) {
  const Needs needs{{2}, {0}, {}, {0, 1}};
  std::vector<std::size_t> order;
  std::mutex mutex;
  const auto ends = run_in_order(needs, 4, [&](std::size_t job) {
    const std::lock_guard lock(mutex);
    order.push_back(job);
    return true;
  });
  EXPECT_EQ(order, (std::vector<std::size_t>{2, 0, 1, 3}));
  EXPECT_TRUE(std::ranges::all_of(ends, [](JobEnd end) { return end == JobEnd::done; }));
}

TEST(Schedule, LeavesOutWhatNeedsAFailedJobAndRunsTheRest) {
  const Needs needs{{}, {0}, {1}, {}};
  const auto ends = run_in_order(needs, 1, [](std::size_t job) { return job != 0; });
  EXPECT_EQ(ends, (std::vector<JobEnd>{JobEnd::failed, JobEnd::left_out, JobEnd::left_out,
                                       JobEnd::done}));
}

TEST(Schedule, RunsNoMoreAtOnceThanItMay) {
  std::atomic<int> running = 0;
  std::atomic<int> most = 0;
  run_in_order(Needs(12), 3, [&](std::size_t) {
    const int now = ++running;
    for (int seen = most; now > seen && !most.compare_exchange_weak(seen, now);) {
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
    --running;
    return true;
  });
  EXPECT_LE(most, 3);
}

TEST(Schedule, LeavesOutACircleInsteadOfWaitingForIt) {
  const auto ends = run_in_order({{1}, {0}, {}}, 2, [](std::size_t) { return true; });
  EXPECT_EQ(ends, (std::vector<JobEnd>{JobEnd::left_out, JobEnd::left_out, JobEnd::done}));
}

TEST(Schedule, ThrowsWhatAJobThrewOnceAllHaveEnded) {
  std::atomic<int> ended = 0;
  const auto work = [&](std::size_t job) {
    if (job == 0) throw std::runtime_error("no");
    ++ended;
    return true;
  };
  EXPECT_THROW(run_in_order({{}, {0}}, 2, work), std::runtime_error);
  EXPECT_EQ(ended, 0);
}

TEST(Schedule, OfNothingIsNothing) {
  EXPECT_TRUE(run_in_order({}, 4, [](std::size_t) { return true; }).empty());
}

}  // namespace
}  // namespace omnitrack::deploy
