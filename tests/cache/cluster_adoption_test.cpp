#include <algorithm>
#include <future>

#include <gtest/gtest.h>

#include "on_cluster.hpp"
#include "threads.hpp"

namespace omnitrack::cache_test {
namespace {

/// Tests of a cluster that has what a single node had, as after the restore of a snapshot.
class RestoredCluster : public OnCluster {
 public:
  explicit RestoredCluster(ClusterOptions options = {}) : OnCluster(std::move(options)) {}
  /// The service of the single node.
  CacheService single() const {
    Configuration of_single = configuration;
    of_single.deployment = cache::Deployment::single;
    of_single.port = server_->port();
    return value(CacheService::create(of_single));
  }
  /// Gives each key of the single node to the primary that has its slot.
  void restore() {
    RedisClient old(server_->port());
    for (const std::string& key : old.keys()) {
      const std::string dump = old.text({"DUMP", key});
      const std::int64_t left = std::max<std::int64_t>(old.integer({"PTTL", key}), 0);
      const int to = cluster().primary_of(slot_of(cluster().redis(0), key));
      cluster().redis(to).command({"RESTORE", key, std::to_string(left), dump, "REPLACE"});
    }
  }
  /// Whether any primary has a key that begins so.
  bool has_keys(const std::string& begin) {
    for (const std::string& key : cluster().keys()) {
      if (key.rfind(begin, 0) == 0) return true;
    }
    return false;
  }
  /// The cluster's client of whoever has a key.
  RedisClient& of(const std::string& key) {
    return cluster().redis(cluster().primary_of(slot_of(cluster().redis(0), key)));
  }

 protected:
  void SetUp() override {
    OnCluster::SetUp();
    if (!IsSkipped()) server_.emplace();
  }

 private:
  std::optional<RedisServer> server_;
};

TEST_F(RestoredCluster, HasEverythingThatTheSingleNodeHad) {
  CacheService before = single();
  for (int i = 0; i < 100; ++i) {
    const std::string id = "id" + std::to_string(i);
    value(before.set(id, "value of " + id));
    value(before.cache_session(id, {"session of " + id, at(i)}));
    value(before.cache_simulation_result(id, "hash", "result of " + id));
    value(before.cache_digital_twin_state({at(i), "state of " + id}));
  }
  restore();
  EXPECT_EQ(value(cache().get_latest_digital_twin_state()).value().timestamp, at(99));
  for (int i = 0; i < 100; ++i) {
    const std::string id = "id" + std::to_string(i);
    EXPECT_EQ(value(cache().get(id)), "value of " + id);
    EXPECT_EQ(value(cache().get_session(id)).value().data, "session of " + id);
    EXPECT_EQ(value(cache().get_session(id)).value().last_activity, at(i));
    EXPECT_EQ(value(cache().get_simulation_result(id, "hash")), "result of " + id);
    EXPECT_EQ(value(cache().get_digital_twin_state(at(i))).value().data, "state of " + id);
  }
  EXPECT_FALSE(has_keys("omnitrack:dt:state:"));
  EXPECT_FALSE(has_keys("omnitrack:dt:index"));
  EXPECT_FALSE(has_keys("omnitrack:dt:expiry"));
  EXPECT_EQ(log.count("states_not_adopted"), 0U) << log.text();
}

TEST_F(RestoredCluster, LetsEachStateLiveAsLongAsItWouldHave) {
  value(single().cache_digital_twin_state({at(1), "state"}));
  restore();
  const std::string old = "omnitrack:dt:state:1";
  of(old).command({"PEXPIRE", old, "100000"});
  const std::int64_t end = of(old).integer({"PEXPIRETIME", old});
  EXPECT_TRUE(value(cache().get_digital_twin_state(at(1))).has_value());
  const std::string made = "omnitrack:dt:{omnitrack}:state:1";
  const std::int64_t found = of(made).integer({"PEXPIRETIME", made});
  EXPECT_GT(found, end - 60'000);
  EXPECT_LT(found, end + 60'000);
}

TEST_F(RestoredCluster, KeepsAStateThatWasWrittenSince) {
  value(single().cache_digital_twin_state({at(1), "old"}));
  value(single().cache_digital_twin_state({at(2), "old"}));
  restore();
  value(cache().cache_digital_twin_state({at(2), "new"}));
  EXPECT_EQ(value(cache().get_digital_twin_state(at(2))).value().data, "new");
  EXPECT_EQ(value(cache().get_digital_twin_state(at(1))).value().data, "old");
}

TEST_F(RestoredCluster, ForgetsWithTheOthersWhatTheSingleNodeHad) {
  for (int i = 0; i < 80; ++i) value(single().cache_digital_twin_state({at(i), "old"}));
  restore();
  value(cache().cache_digital_twin_state({at(1000), "new"}));
  EXPECT_EQ(value(cache().invalidate_digital_twin_cache()), 81U);
  CacheService other = another();
  EXPECT_EQ(value(other.get_latest_digital_twin_state()).has_value(), false);
  EXPECT_EQ(value(other.get_digital_twin_state(at(1))).has_value(), false);
}

TEST_F(RestoredCluster, IsAskedByManyAtOnceAndLosesNothing) {
  for (int i = 0; i < 300; ++i) {
    value(single().cache_digital_twin_state({at(i), "state " + std::to_string(i)}));
  }
  restore();
  in_threads(4, [&](int) {
    CacheService one = another();
    EXPECT_EQ(value(one.get_latest_digital_twin_state()).value().timestamp, at(299));
    for (int i = 0; i < 300; i += 7) {
      EXPECT_EQ(value(one.get_digital_twin_state(at(i))).value().data,
                "state " + std::to_string(i));
    }
  });
  EXPECT_EQ(value(cache().invalidate_digital_twin_cache()), 300U);
}

TEST_F(RestoredCluster, LeavesOutWhatIsDamagedOrGone) {
  for (int i = 0; i < 4; ++i) value(single().cache_digital_twin_state({at(i), "state"}));
  restore();
  of("omnitrack:dt:state:0").command({"SET", "omnitrack:dt:state:0", "damaged", "KEEPTTL"});
  of("omnitrack:dt:state:1").command({"DEL", "omnitrack:dt:state:1"});
  of("omnitrack:dt:state:3").command({"DEL", "omnitrack:dt:state:3"});
  of("omnitrack:dt:state:3").command({"RPUSH", "omnitrack:dt:state:3", "another program's"});
  EXPECT_EQ(value(cache().get_latest_digital_twin_state()).value().timestamp, at(2));
  EXPECT_EQ(value(cache().get_digital_twin_state(at(0))).has_value(), false);
  EXPECT_EQ(value(cache().invalidate_digital_twin_cache()), 1U);
}

TEST_F(RestoredCluster, KeepsTheVersionOfTheData) {
  configuration.data_version = 7;
  value(single().cache_digital_twin_state({at(1), "of version 7"}));
  restore();
  configuration.data_version = 8;
  EXPECT_EQ(value(cache().get_digital_twin_state(at(1))).has_value(), false);
  configuration.data_version = 7;
  EXPECT_EQ(value(another().get_digital_twin_state(at(1))).value().data, "of version 7");
}

TEST_F(RestoredCluster, IsAskedOnItsPrimariesForWhatTheSingleNodeHad) {
  configuration.cluster.read_from = cache::ReadFrom::replicas;
  for (int i = 0; i < 40; ++i) value(single().cache_digital_twin_state({at(i), "state"}));
  restore();
  EXPECT_EQ(value(cache().get_latest_digital_twin_state()).value().timestamp, at(39));
  cluster().each([](int, RedisClient& redis) {
    const bool is_replica = redis.info("replication", "role") == "slave";
    EXPECT_TRUE(!is_replica || redis.calls_of("zrange") + redis.calls_of("getex") == 0);
  });
}

TEST_F(RestoredCluster, FlushesTheKeysOfTheSingleNodeToo) {
  value(single().cache_digital_twin_state({at(1), "state"}));
  value(single().set("own", "value"));
  restore();
  EXPECT_EQ(value(cache().flush()), 4U);
  EXPECT_EQ(cluster().keys(), std::vector<std::string>{});
}

class RestoredBehindProxies : public RestoredCluster {
 public:
  RestoredBehindProxies() : RestoredCluster(ClusterOptions{.has_proxies = true}) {}
};

TEST_F(RestoredBehindProxies, DoesNotBringBackWhatWasInvalidatedWhileItWasRead) {
  const std::string old_index = "omnitrack:dt:index";
  const std::string index = "omnitrack:dt:{omnitrack}:index";
  const std::string epoch = "omnitrack:dt:{omnitrack}:epoch";
  value(single().cache_digital_twin_state({at(1), "old"}));
  restore();
  cluster().move_slot(slot_of(cluster().redis(0), old_index), 0);
  ASSERT_NE(cluster().primary_of(slot_of(cluster().redis(0), index)), 0);
  configuration.port = cluster().port(1);
  value(cache().set("k", "value"));
  // The service has read the epoch, and what the single node had is on its way to it.
  Proxy& proxy = cluster().proxy(0);
  proxy.hold(Direction::to_client);
  auto reading =
      std::async(std::launch::async, [&] { return value(cache().get_digital_twin_state(at(1))); });
  ASSERT_TRUE(becomes_true([&] { return cluster().redis(0).calls_of("zrange") == 1; }));
  // Another process invalidates all.
  cluster().redis(0).command({"DEL", old_index});
  of(epoch).command({"INCR", epoch});
  proxy.release();
  EXPECT_EQ(reading.get().has_value(), false);
  EXPECT_EQ(of(index).integer({"EXISTS", index}), 0);
}

TEST_F(RestoredBehindProxies, GoesOnWithoutThemWhereTheyCannotBeReadAndInvalidatesNothing) {
  configuration.command_timeout = configuration.connect_timeout = milliseconds(300);
  configuration.backoff = {.failures = 3, .first = milliseconds(5), .longest = milliseconds(20)};
  const std::string old_index = "omnitrack:dt:index";
  const std::string index = "omnitrack:dt:{omnitrack}:index";
  for (int i = 0; i < 5; ++i) value(single().cache_digital_twin_state({at(i), "old"}));
  restore();
  cluster().move_slot(slot_of(cluster().redis(0), old_index), 0);
  ASSERT_NE(cluster().primary_of(slot_of(cluster().redis(0), index)), 0);
  configuration.port = cluster().port(1);
  value(cache().cache_digital_twin_state({at(100), "new"}));
  cluster().proxy(0).hold(Direction::to_server);
  EXPECT_EQ(value(cache().get_digital_twin_state(at(100))).value().data, "new");
  EXPECT_GT(log.count("states_not_adopted"), 0U);
  const auto invalidated = cache().invalidate_digital_twin_cache();
  ASSERT_FALSE(invalidated.has_value());
  EXPECT_TRUE(is_outage(invalidated.error().code));
  EXPECT_TRUE(value(cache().get_digital_twin_state(at(100))).has_value());
  cluster().proxy(0).release();
  ASSERT_TRUE(becomes_true([&] {
    const auto read = cache().get_digital_twin_state(at(3));
    return read && *read && (*read)->data == "old";
  }));
  EXPECT_EQ(value(cache().invalidate_digital_twin_cache()), 6U);
}

}  // namespace
}  // namespace omnitrack::cache_test
