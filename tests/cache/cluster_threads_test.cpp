#include <array>
#include <atomic>
#include <chrono>
#include <functional>
#include <future>
#include <map>
#include <random>
#include <set>

#include <gtest/gtest.h>

#include "load.hpp"
#include "on_cluster.hpp"
#include "threads.hpp"
#include "written_values.hpp"

namespace omnitrack::cache_test {
namespace {

constexpr int callers = 6;

class LoadOnACluster : public OnCluster {
 public:
  explicit LoadOnACluster(ClusterOptions options = {}) : OnCluster(std::move(options)) {}

  /// Threads operate until it is over, while something happens.
  void run(Load& load, const std::function<void()>& happening) {
    std::atomic<bool> over = false;
    auto operating = std::async(std::launch::async, [&] {
      in_threads(callers, [&](int thread) {
        std::minstd_rand random(static_cast<unsigned>(thread) + 1);
        while (!over) load.operate(static_cast<std::uint32_t>(random()));
      });
    });
    const SetAtEnd end(over);
    happening();
    over = true;
    operating.get();
  }
  static bool goes_on(const Load& load) {
    const int before = load.succeeded();
    return becomes_true([&] { return load.succeeded() > before + 500; }, std::chrono::seconds(60));
  }

 protected:
  void SetUp() override {
    OnCluster::SetUp();
    configuration.backoff = {.failures = 3, .first = milliseconds(5), .longest = milliseconds(50)};
    configuration.compute_limit = milliseconds(500);
  }
};

/// Threads that each write keys of their own and remember what was acknowledged.
class Ledger {
 public:
  explicit Ledger(CacheService& cache) : cache_(cache) {}

  void write(int thread, std::uint32_t number) {
    const std::string key = "t" + std::to_string(thread) + "-" + std::to_string(number % 50);
    std::map<std::string, std::set<std::string>>& mine =
        possible_[static_cast<std::size_t>(thread)];
    const std::string text = make_value(key, number);
    const Result<void> written = cache_.set(key, text);
    if (written) mine[key].clear();
    // What failed may have had its effect.
    mine[key].insert(text);
    const auto read = cache_.get(key);
    if (read) {
      EXPECT_TRUE(read->has_value() && mine[key].count(**read) == 1) << key;
    }
  }
  /// Expects each key to have what was acknowledged last, or was written without an answer later.
  void expect_all() {
    std::size_t count = 0;
    for (const auto& mine : possible_) {
      for (const auto& [key, values] : mine) {
        const auto read = value(cache_.get(key));
        EXPECT_TRUE(read && values.count(*read) == 1) << key;
        ++count;
      }
    }
    EXPECT_GT(count, 0U);
  }

 private:
  CacheService& cache_;
  std::array<std::map<std::string, std::set<std::string>>, callers> possible_;
};

TEST_F(LoadOnACluster, GoesOnWhileSlotsMoveAndLosesNothing) {
  Ledger ledger(cache());
  std::atomic<bool> over = false;
  auto writing = std::async(std::launch::async, [&] {
    in_threads(callers, [&](int thread) {
      for (std::uint32_t number = 0; !over; ++number) ledger.write(thread, number);
    });
  });
  const SetAtEnd end(over);
  for (int round = 0; round < 2; ++round) {
    for (int thread = 0; thread < callers; ++thread) {
      for (int i = 0; i < 50; i += 3) {
        const std::string key = "t" + std::to_string(thread) + "-" + std::to_string(i);
        const std::uint16_t moving = slot(key);
        cluster().move_slot(moving, (cluster().primary_of(moving) + 1) % 3);
      }
    }
  }
  over = true;
  writing.get();
  EXPECT_EQ(cache().statistics().errors, 0U) << log.text();
  ledger.expect_all();
}

TEST_F(LoadOnACluster, OfEveryOperationReadsNothingAsSomethingElseWhileSlotsMove) {
  Load load(cache());
  run(load, [&] {
    const std::uint16_t states = slot_of(cluster().redis(0), "omnitrack:dt:{omnitrack}:index");
    for (int round = 0; round < 6; ++round) {
      cluster().move_slot(states, (cluster().primary_of(states) + 1) % 3);
      for (int i = 0; i < 20; ++i) {
        const std::uint16_t moving = slot("k" + std::to_string(i));
        cluster().move_slot(moving, (cluster().primary_of(moving) + 1) % 3);
      }
    }
    ASSERT_TRUE(goes_on(load));
  });
  EXPECT_GT(load.found(), 0);
  EXPECT_EQ(load.failed(), 0) << log.text();
}

TEST_F(LoadOnACluster, GoesOnOnceAReplicaTookTheLostPrimarysPlace) {
  // What the replica has before the primary dies stays.
  for (int i = 0; i < 100; ++i) {
    const std::string key = "kept" + std::to_string(i);
    value(cache().set(key, make_value(key, 1)));
  }
  for (int node = 0; node < 3; ++node) {
    ASSERT_TRUE(becomes_true([&] {
      return cluster().redis(node).integer({"WAIT", "1", "1000"}) == 1;
    }));
  }
  Load load(cache());
  run(load, [&] {
    ASSERT_TRUE(goes_on(load));
    cluster().kill(1);
    cluster().wait_until_well();
    ASSERT_TRUE(goes_on(load));
  });
  ASSERT_TRUE(becomes_true([&] { return cache().get(key_on(1, "mine")).has_value(); }));
  for (int i = 0; i < 100; ++i) {
    const std::string key = "kept" + std::to_string(i);
    EXPECT_EQ(value(cache().get(key)), make_value(key, 1));
  }
  EXPECT_GT(load.found(), 0);
  for (const auto& [code, count] : load.errors()) {
    EXPECT_TRUE(code == ErrorCode::connection_lost || code == ErrorCode::connect_failed ||
                code == ErrorCode::unavailable || code == ErrorCode::cluster_down ||
                code == ErrorCode::slot_moving)
        << name(code) << " came " << count << " times";
  }
}

TEST_F(LoadOnACluster, GoesOnWhereAPrimaryStopsAndComesBackAsAReplica) {
  configuration.command_timeout = configuration.connect_timeout = milliseconds(300);
  const std::string key = key_on(1, "mine");
  Load load(cache());
  run(load, [&] {
    ASSERT_TRUE(goes_on(load));
    cluster().notice_failures_soon();
    cluster().server(1).pause();
    const int replica = cluster().replica_of(1);
    ASSERT_TRUE(becomes_true(
        [&] { return cluster().redis(replica).info("replication", "role") == "master"; },
        std::chrono::seconds(60)));
    ASSERT_TRUE(becomes_true([&] { return cache().set(key, "new").has_value(); },
                             std::chrono::seconds(60)));
    cluster().server(1).resume();
    cluster().wait_until_well();
    ASSERT_TRUE(goes_on(load));
  });
  EXPECT_EQ(value(cache().get(key)), "new");
  EXPECT_EQ(cluster().redis(1).info("replication", "role"), "slave");
}

class PartitionedCluster : public LoadOnACluster {
 public:
  PartitionedCluster() : LoadOnACluster(ClusterOptions{.has_proxies = true}) {}
  bool reads(const std::string& key, const std::string& expected) {
    const auto read = cache().get(key);
    return read && *read == expected;
  }
};

TEST_F(PartitionedCluster, FailsForTheSlotsBeyondThePartitionAlone) {
  configuration.command_timeout = milliseconds(300);
  configuration.connect_timeout = milliseconds(300);
  configuration.port = cluster().port(0);
  const std::string near = key_on(0, "mine");
  const std::string far = key_on(1, "mine");
  value(cache().set(near, "near"));
  value(cache().set(far, "far"));
  Load load(cache());
  run(load, [&] {
    ASSERT_TRUE(goes_on(load));
    // The bytes are taken and go no further, as where a network drops them.
    cluster().proxy(1).hold(Direction::to_server);
    ASSERT_TRUE(becomes_true([&] { return load.failed() > 20; }, std::chrono::seconds(60)));
    ASSERT_TRUE(becomes_true([&] { return reads(near, "near"); }));
    const auto read = cache().get(far);
    EXPECT_FALSE(read.has_value());
    if (!read) {
      EXPECT_TRUE(is_outage(read.error().code)) << name(read.error().code);
    }
    cluster().proxy(1).release();
    ASSERT_TRUE(becomes_true([&] { return reads(far, "far"); }, std::chrono::seconds(60)));
    ASSERT_TRUE(goes_on(load));
  });
  EXPECT_GT(load.found(), 0);
}

}  // namespace
}  // namespace omnitrack::cache_test
