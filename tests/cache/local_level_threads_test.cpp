#include <atomic>
#include <chrono>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "load.hpp"
#include "on_local_level.hpp"
#include "on_redis.hpp"
#include "threads.hpp"

namespace omnitrack::cache_test {
namespace {

class LocalLevelThreads : public OnRedis {};

TEST_F(LocalLevelThreads, ReadNothingOlderThanWhatWasWrittenBefore) {
  configuration = with_local_level(configuration);
  CacheService service = another();
  configuration.local.bytes = 0;
  constexpr int keys = 4;
  std::atomic<int> written[keys] = {};
  std::atomic<bool> over = false;
  in_threads(2 * keys, [&](int number) {
    const SetAtEnd end(over);
    const int key = number % keys;
    const std::string name = "k" + std::to_string(key);
    for (int i = 1; i <= 300 && (number < keys || !over); ++i) {
      if (number < keys) {
        // By this process' service or another one.
        value((i % 2 == 0 ? service : cache()).set(name, std::to_string(i)));
        written[key] = i;
        continue;
      }
      const int before = written[key];
      const auto read = value(service.get(name));
      EXPECT_GE(read ? std::stoi(*read) : 0, before);
    }
  });
  for (int key = 0; key < keys; ++key) {
    EXPECT_EQ(value(service.get("k" + std::to_string(key))), "300");
  }
  for (int i = 0; i < 10; ++i) value(service.get("k0"));
  EXPECT_GE(local_hits(service), 10);
}

TEST_F(LocalLevelThreads, HoldUnderALoadOfAllOperationsWhoseConnectionsAreKilled) {
  configuration = with_local_level(configuration);
  configuration.local.bytes = 20'000;
  configuration.backoff.longest = milliseconds(20);
  Load load(cache());
  std::atomic<bool> over = false;
  in_threads(5, [&](int number) {
    const SetAtEnd end(over);
    if (number == 0) {
      RedisClient killing(server().port());
      for (int i = 0; i < 10 && !over; ++i) {
        killing.command({"CLIENT", "KILL", "TYPE", "normal", "SKIPME", "yes"});
        std::this_thread::sleep_for(milliseconds(20));
      }
      return;
    }
    for (std::uint32_t i = 0; i < 400; ++i) {
      load.operate(i * 7919U + static_cast<std::uint32_t>(number));
    }
  });
  EXPECT_GT(load.found(), 0);
}

}  // namespace
}  // namespace omnitrack::cache_test
