#include <atomic>
#include <future>

#include <gtest/gtest.h>

#include "on_redis.hpp"
#include "threads.hpp"

namespace omnitrack::cache_test {
namespace {

using std::chrono::seconds;

class PoolThreads : public OnRedis {};

TEST_F(PoolThreads, ItsBoundIsKept) {
  configuration.max_connections = 4;
  constexpr int threads = 32;
  std::atomic<int> running = threads;
  in_threads(threads + 1, [&](int thread) {
    if (thread == threads) {
      while (running > 0) {
        EXPECT_LE(redis().other_clients(), 4U);
        EXPECT_LE(cache().statistics().connections_open, 4U);
      }
      return;
    }
    const std::string key = "k" + std::to_string(thread);
    for (int round = 0; round < 40; ++round) {
      const std::string text = key + " " + std::to_string(round);
      value(cache().set(key, text));
      EXPECT_EQ(value(cache().get(key)), text);
    }
    --running;
  });
  EXPECT_LE(cache().statistics().connections_made, 4U);
  EXPECT_LE(redis().info_number("stats", "total_connections_received"), 4 + 1);
  EXPECT_EQ(cache().statistics().hits, 32U * 40U);
}

TEST_F(PoolThreads, WhoFindsAllConnectionsInUseWaitsForOne) {
  configuration.max_connections = 1;
  value(cache().set("k", "value"));
  server().pause();
  std::vector<std::future<std::optional<std::string>>> waiting;
  waiting.reserve(4);
  for (int i = 0; i < 4; ++i) {
    waiting.push_back(std::async(std::launch::async, [&] { return value(cache().get("k")); }));
  }
  EXPECT_EQ(waiting.front().wait_for(milliseconds(20)), std::future_status::timeout);
  server().resume();
  for (auto& each : waiting) EXPECT_EQ(each.get(), "value");
  EXPECT_EQ(cache().statistics().connections_made, 1U);
}

TEST_F(PoolThreads, WhoWaitsTooLongIsToldThatItIsBusy) {
  configuration.max_connections = 1;
  configuration.acquire_timeout = milliseconds(50);
  value(cache().set("k", "value"));
  server().pause();
  std::atomic<int> busy = 0;
  in_threads(3, [&](int) {
    const auto read = cache().get("k");
    if (error(read) == ErrorCode::busy && ++busy == 2) server().resume();
  });
  EXPECT_EQ(busy, 2);
  // That one's own pool is too small says nothing about the server.
  EXPECT_EQ(value(cache().get("k")), "value");
  EXPECT_EQ(log.count("breaker_opened"), 0U);
}

TEST_F(PoolThreads, EveryOperationIsSafeFromManyThreads) {
  in_threads(8, [&](int thread) {
    const std::string mine = "k" + std::to_string(thread);
    const std::vector<Entry> entries = {{mine, "many"}, {"shared", "many"}};
    const std::vector<std::string_view> keys = {mine, "shared"};
    for (int round = 0; round < 25; ++round) {
      value(cache().set("shared", "value", seconds(60)));
      value(cache().get("shared"));
      value(cache().exists(mine));
      value(cache().ttl("shared"));
      value(cache().remove(mine));
      for (const auto& result : cache().set_many(entries)) value(result);
      for (const auto& result : cache().get_many(keys)) value(result);
      value(cache().cache_simulation_result("flood", mine, "result"));
      value(cache().get_simulation_result("flood", mine));
      value(cache().cache_session(mine, {"data", at(round)}));
      value(cache().update_session_activity(mine));
      value(cache().get_session(mine));
      value(cache().delete_session(mine));
      value(cache().cache_digital_twin_state({at(round), "state"}));
      value(cache().get_digital_twin_state(at(round)));
      value(cache().get_latest_digital_twin_state());
      value(cache().get_or_compute("computed", seconds(60), [] { return std::string("x"); }));
      if (round % 10 == 0) value(cache().invalidate_digital_twin_cache());
      if (round % 12 == 5 && thread == 0) value(cache().flush());
      value(cache().ping());
    }
  });
  EXPECT_EQ(cache().statistics().errors, 0U);
  EXPECT_EQ(log.text(), "");
}

}  // namespace
}  // namespace omnitrack::cache_test
