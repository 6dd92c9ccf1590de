#include <atomic>
#include <random>

#include <gtest/gtest.h>

#include "on_redis.hpp"
#include "threads.hpp"

namespace omnitrack::cache_test {
namespace {

class SessionThreads : public OnRedis {};

TEST_F(SessionThreads, NoChangeIsLostAndActivityNeverGoesBack) {
  constexpr int updaters = 6;
  constexpr int rounds = 200;
  value(cache().cache_session("u-1", {"0", at(1)}));
  CacheService other_process = another();
  std::atomic<std::int64_t> latest = 1;
  std::atomic<int> running = updaters + 1;

  in_threads(updaters + 2, [&](int thread) {
    CacheService& service = thread % 2 == 0 ? cache() : other_process;
    if (thread < updaters) {
      std::minstd_rand random(static_cast<unsigned>(thread) + 1);
      for (int round = 0; round < rounds; ++round) {
        const std::int64_t time = 1 + static_cast<std::int64_t>(random() % 1'000'000);
        std::int64_t seen = latest;
        while (seen < time && !latest.compare_exchange_weak(seen, time)) {
        }
        EXPECT_TRUE(value(service.update_session_activity("u-1", at(time))));
      }
      --running;
    } else if (thread == updaters) {
      for (int round = 1; round <= rounds; ++round) {
        value(service.cache_session("u-1", {std::to_string(round), at(1)}));
      }
      --running;
    } else {
      Session before{"0", at(0)};
      while (running > 0) {
        const Session now = value(service.get_session("u-1")).value();
        EXPECT_GE(now.last_activity, before.last_activity);
        EXPECT_GE(std::stoi(now.data), std::stoi(before.data));
        before = now;
      }
    }
  });

  const Session last = value(cache().get_session("u-1")).value();
  EXPECT_EQ(last.data, std::to_string(rounds));
  EXPECT_EQ(last.last_activity, at(latest));
}

TEST_F(SessionThreads, AnUpdateNeverBringsADeletedSessionBack) {
  constexpr int rounds = 200;
  in_threads(4, [&](int thread) {
    for (int round = 0; round < rounds; ++round) {
      const std::string id = "u-" + std::to_string(round % 10);
      if (thread == 0) {
        value(cache().cache_session(id, {"data", at(round)}));
        value(cache().delete_session(id));
      } else {
        value(cache().update_session_activity(id, at(round)));
      }
    }
  });
  EXPECT_EQ(redis().keys(), std::vector<std::string>{});
}

}  // namespace
}  // namespace omnitrack::cache_test
