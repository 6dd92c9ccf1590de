#include <chrono>
#include <list>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "child_process.hpp"
#include "on_cluster.hpp"
#include "on_local_level.hpp"
#include "on_redis.hpp"
#include "temporary_folder.hpp"
#include "threads.hpp"
#include "versions.hpp"

namespace omnitrack::cache_test {
namespace {

/// Processes that each write a key of their own, and what was acknowledged to them.
class Writers {
 public:
  Writers(std::uint16_t port, const std::string& deployment) {
    for (int key = 0; key < Versions::keys; ++key) {
      processes_.emplace_back(
          std::vector<std::string>{OMNITRACK_WRITING_PROCESS, std::to_string(port), deployment,
                                   folder_.file("versions"), std::to_string(key)});
    }
  }
  /// Reads all keys so often in some threads, and expects nothing older than what had been
  /// acknowledged before each call; gives how many reads found a value.
  int check(CacheService& service, int rounds) {
    std::atomic<int> found = 0;
    in_threads(4, [&](int thread) {
      for (int i = 0; i < rounds; ++i) {
        const int key = (thread + i) % Versions::keys;
        // So many reads of one key in a row that most come between two writes.
        for (int again = 0; again < 4; ++again) {
          const std::uint64_t before = versions_.of(key);
          const auto read = value(service.get(versioned_key(key)));
          if (read) ++found;
          EXPECT_GE(read ? std::stoull(*read) : 0, before);
        }
      }
    });
    return found;
  }
  /// Does the same, where values may be lost meanwhile.
  int check_what_is_there(CacheService& service, int rounds) {
    std::atomic<int> found = 0;
    in_threads(4, [&](int thread) {
      for (int i = 0; i < rounds; ++i) {
        const int key = (thread + i) % Versions::keys;
        const std::uint64_t before = versions_.of(key);
        const auto read = service.get(versioned_key(key));
        if (!read || !*read) continue;
        ++found;
        EXPECT_GE(std::stoull(**read), before);
      }
    });
    return found;
  }
  /// Waits until each has written.
  void wait_until_all_write() {
    for (int key = 0; key < Versions::keys; ++key) {
      ASSERT_TRUE(becomes_true([&] { return versions_.of(key) > 0; }));
    }
  }

 private:
  TemporaryFolder folder_;
  Versions versions_{folder_.file("versions")};
  std::list<ChildProcess> processes_;
};

class LocalLevelProcesses : public OnRedis {};

TEST_F(LocalLevelProcesses, AreNeverAheadOfWhatIsRead) {
  CacheService service = value(CacheService::create(with_local_level(configuration)));
  Writers writers(server().port(), "single");
  writers.wait_until_all_write();
  EXPECT_GT(writers.check(service, 500), 0);
  EXPECT_GT(local_hits(service), 0);
  RecordProperty("local_hits", local_hits(service));
}

// Values may be lost meanwhile, and none is older than what was acknowledged.
TEST_F(LocalLevelProcesses, AreNeverAheadOfWhatIsReadWhateverBefallsTheServer) {
  redis().command({"CONFIG", "SET", "tracking-table-max-keys", "2"});
  CacheService service = value(CacheService::create(with_local_level(configuration)));
  Writers writers(server().port(), "single");
  writers.wait_until_all_write();
  std::atomic<bool> over = false;
  in_threads(2, [&](int number) {
    const SetAtEnd end(over);
    if (number == 0) {
      EXPECT_GT(writers.check_what_is_there(service, 3000), 0);
      return;
    }
    const std::vector<std::vector<std::string>> events = {
        {"FLUSHALL"},
        {"FLUSHDB", "ASYNC"},
        {"CLIENT", "KILL", "TYPE", "normal", "SKIPME", "yes"},
        {"DEBUG", "SLEEP", "0.02"},
        {"CLIENT", "PAUSE", "20", "WRITE"},
        {"EVAL", "for _, k in ipairs(redis.call('keys', '*')) do redis.call('pexpire', k, 5) end",
         "0"}};
    for (std::size_t i = 0; !over; ++i) {
      redis().command(events[i % events.size()]);
      std::this_thread::sleep_for(milliseconds(5));
    }
  });
  EXPECT_GT(local_hits(service), 0);
  EXPECT_GT(local_drops(service), 0);
}

class LocalLevelsOnCluster : public OnCluster {
 public:
  CacheService local() { return value(CacheService::create(with_local_level(configuration))); }
  CacheService& other() { return cache(); }
};

TEST_F(LocalLevelsOnCluster, KeepWhatEachPrimaryHas) {
  CacheService service = local();
  for (int primary = 0; primary < 3; ++primary) {
    const std::string key = key_on(primary);
    for (int i = 0; i < 20; ++i) {
      value(other().set(key, std::to_string(i)));
      for (int again = 0; again < 2; ++again) {
        EXPECT_EQ(value(service.get(key)), std::to_string(i));
      }
    }
  }
  EXPECT_EQ(local_hits(service), 60);
  const std::vector<std::string> names = {key_on(0), key_on(1), key_on(2)};
  const std::vector<std::string_view> keys(names.begin(), names.end());
  for (const auto& read : service.get_many(keys)) EXPECT_EQ(value(read), "19");
  EXPECT_EQ(local_hits(service), 63);
}

TEST_F(LocalLevelsOnCluster, AreDroppedWhereASlotMoved) {
  CacheService service = local();
  const std::string key = key_on(0);
  const std::string stays = key_on(1);
  value(other().set(key, "value"));
  value(other().set(stays, "value"));
  value(service.get(key));
  value(service.get(stays));
  cluster().move_slot(slot(key), 2);
  value(other().set(key, "newer"));
  EXPECT_EQ(value(service.get(key)), "newer");
  EXPECT_GE(local_drops(service), 1);
  EXPECT_TRUE(becomes_true([&] {
    value(service.get(key));
    return local_hits(service) > 0;
  }));
  EXPECT_EQ(value(service.get(stays)), "value");
}

TEST_F(LocalLevelsOnCluster, AreKeptWhileASlotIsBeingMovedAndItsKeysRead) {
  CacheService service = local();
  const std::string moving = key_on(0);
  const std::string stays = key_on(0, "stays");
  value(other().set(moving, "value"));
  value(other().set(stays, "value"));
  for (const std::string& key : {moving, stays}) EXPECT_EQ(value(service.get(key)), "value");
  cluster().begin_to_move(slot(moving), 1);
  EXPECT_EQ(value(service.get(moving)), "value");
  cluster().move_keys(slot(moving), 0, 1, 1);
  for (int i = 0; i < 3; ++i) EXPECT_EQ(value(service.get(moving)), "value");
  value(other().set(moving, "newer"));
  EXPECT_EQ(value(service.get(moving)), "newer");
  EXPECT_EQ(value(service.get(stays)), "value");
  EXPECT_EQ(local_hits(service), 2);
  EXPECT_EQ(local_drops(service), 0);
}

TEST_F(LocalLevelsOnCluster, AreDroppedWithAPrimaryThatDies) {
  CacheService service = local();
  const std::string key = key_on(0);
  value(other().set(key, "value"));
  EXPECT_EQ(value(service.get(key)), "value");
  cluster().notice_failures_soon();
  cluster().kill(0);
  ASSERT_TRUE(becomes_true([&] { return other().set(key, "newer").has_value(); }));
  EXPECT_TRUE(becomes_true([&] { return service.get(key).has_value(); }));
  EXPECT_EQ(value(service.get(key)), "newer");
  EXPECT_GE(local_drops(service), 1);
}

TEST_F(LocalLevelsOnCluster, NeverGiveWhatAnotherProcessChangedBeforeWhileSlotsMove) {
  CacheService service = local();
  Writers writers(cluster().port(0), "cluster");
  writers.wait_until_all_write();
  std::atomic<bool> over = false;
  in_threads(2, [&](int number) {
    const SetAtEnd end(over);
    if (number == 0) {
      EXPECT_GT(writers.check(service, 200), 0);
      return;
    }
    for (int i = 0; i < 6 && !over; ++i) {
      const std::uint16_t moved = slot(versioned_key(i % Versions::keys));
      cluster().move_slot(moved, (cluster().primary_of(moved) + 1) % 3);
    }
  });
  EXPECT_GT(local_hits(service), 0);
}

}  // namespace
}  // namespace omnitrack::cache_test
