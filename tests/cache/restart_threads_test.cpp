#include <atomic>
#include <functional>
#include <future>
#include <random>

#include <gtest/gtest.h>

#include "load.hpp"
#include "on_redis.hpp"
#include "proxy.hpp"
#include "threads.hpp"

namespace omnitrack::cache_test {
namespace {

constexpr int threads = 8;

class LoadThroughOutages : public OnRedis {
 public:
  /// Eight threads operate and one counts until it is over, while something happens.
  void run(Load& load, const std::function<void()>& happening) {
    std::atomic<bool> over = false;
    auto operating = std::async(std::launch::async, [&] {
      in_threads(threads + 1, [&](int thread) {
        std::minstd_rand random(static_cast<unsigned>(thread) + 1);
        while (!over && thread < threads) load.operate(static_cast<std::uint32_t>(random()));
        while (!over) {
          EXPECT_LE(cache().statistics().connections_open, configuration.max_connections);
        }
      });
    });
    const SetAtEnd end(over);
    happening();
    over = true;
    operating.get();
  }
  static bool goes_on(const Load& load) {
    const int before = load.succeeded();
    return becomes_true([&] { return load.succeeded() > before + 200; });
  }
  static bool fails(const Load& load) {
    const int before = load.failed();
    return becomes_true([&] { return load.failed() > before + 50; });
  }

 protected:
  void SetUp() override {
    OnRedis::SetUp();
    configuration.backoff = {.failures = 3, .first = milliseconds(5), .longest = milliseconds(20)};
    configuration.compute_limit = milliseconds(500);
  }
};

TEST_F(LoadThroughOutages, AKilledServerThatComesBackIsUsedAgain) {
  Load load(cache());
  run(load, [&] {
    for (int round = 0; round < 3; ++round) {
      ASSERT_TRUE(goes_on(load));
      server().kill();
      ASSERT_TRUE(fails(load));
      server().restart();
    }
    ASSERT_TRUE(goes_on(load));
  });
  EXPECT_GT(load.found(), 0);
  for (const auto& [code, count] : load.errors()) {
    EXPECT_TRUE(code == ErrorCode::connection_lost || code == ErrorCode::connect_failed ||
                code == ErrorCode::unavailable)
        << name(code) << " came " << count << " times";
  }
  EXPECT_LE(cache().statistics().connections_open, configuration.max_connections);
}

TEST_F(LoadThroughOutages, AServerThatStopsAndGoesOnIsUsedAgain) {
  configuration.command_timeout = milliseconds(100);
  configuration.acquire_timeout = milliseconds(100);
  Load load(cache());
  run(load, [&] {
    for (int round = 0; round < 2; ++round) {
      ASSERT_TRUE(goes_on(load));
      server().pause();
      ASSERT_TRUE(fails(load));
      server().resume();
    }
    ASSERT_TRUE(goes_on(load));
  });
  EXPECT_GT(load.found(), 0);
}

TEST_F(LoadThroughOutages, ConnectionsThatAreCutAreReplaced) {
  Proxy proxy(server().port());
  configuration.port = proxy.port();
  Load load(cache());
  run(load, [&] {
    for (int round = 0; round < 20; ++round) {
      const int before = load.succeeded();
      ASSERT_TRUE(becomes_true([&] { return load.succeeded() > before + 20; }));
      proxy.cut();
    }
    ASSERT_TRUE(goes_on(load));
  });
  EXPECT_GT(load.found(), 0);
}

TEST_F(LoadThroughOutages, ScriptsThatTheServerForgotAreSentAgain) {
  Load load(cache());
  run(load, [&] {
    for (int round = 0; round < 20; ++round) {
      const int before = load.succeeded();
      ASSERT_TRUE(becomes_true([&] { return load.succeeded() > before + 20; }));
      redis().command({"SCRIPT", "FLUSH"});
    }
  });
  EXPECT_EQ(load.failed(), 0);
}

TEST_F(LoadThroughOutages, ConnectionsThatTheServerKillsAreReplaced) {
  Load load(cache());
  run(load, [&] {
    for (int round = 0; round < 20; ++round) {
      const int before = load.succeeded();
      ASSERT_TRUE(becomes_true([&] { return load.succeeded() > before + 20; }));
      redis().command({"CLIENT", "KILL", "TYPE", "normal", "SKIPME", "yes"});
    }
  });
  EXPECT_GT(load.found(), 0);
}

}  // namespace
}  // namespace omnitrack::cache_test
