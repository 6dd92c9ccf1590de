#include <set>

#include <gtest/gtest.h>

#include "on_cluster.hpp"
#include "threads.hpp"

namespace omnitrack::cache_test {
namespace {

using std::chrono::hours;

class Cluster : public OnCluster {
 public:
  /// How often a command was called on each node since the last reset.
  std::vector<std::int64_t> calls_of(const std::string& command) {
    std::vector<std::int64_t> calls;
    cluster().each([&](int, RedisClient& redis) { calls.push_back(redis.calls_of(command)); });
    return calls;
  }
  void reset_calls() {
    cluster().each([](int, RedisClient& redis) { redis.command({"CONFIG", "RESETSTAT"}); });
  }
  /// Waits until the replicas have what was written.
  void wait_for_replicas() {
    for (int node = 0; node < 3; ++node) {
      ASSERT_TRUE(becomes_true([&] {
        return cluster().redis(node).info("replication", "master_repl_offset") ==
               cluster().redis(cluster().replica_of(node)).info("replication", "slave_repl_offset");
      }));
    }
  }
};

TEST_F(Cluster, DoesEveryOperationAsASingleNodeDoes) {
  std::set<int> primaries;
  for (int i = 0; i < 30; ++i) {
    const std::string id = "id-" + std::to_string(i);
    primaries.insert(cluster().primary_of(slot(id)));
    value(cache().cache_simulation_result(id, "hash", "result of " + id));
    EXPECT_EQ(value(cache().get_simulation_result(id, "hash")), "result of " + id);
    value(cache().cache_session(id, {"session of " + id, at(5)}));
    EXPECT_TRUE(value(cache().update_session_activity(id, at(7))));
    EXPECT_EQ(value(cache().get_session(id)).value().last_activity, at(7));
    EXPECT_EQ(value(cache().get_session(id)).value().data, "session of " + id);
    EXPECT_TRUE(value(cache().delete_session(id)));
    EXPECT_EQ(value(cache().get_session(id)).has_value(), false);
    value(cache().set(id, "value of " + id, hours(1)));
    EXPECT_EQ(value(cache().get(id)), "value of " + id);
    EXPECT_TRUE(value(cache().exists(id)));
    EXPECT_LE(value(cache().ttl(id)).value(), hours(1));
    EXPECT_TRUE(value(cache().remove(id)));
    EXPECT_FALSE(value(cache().exists(id)));
    const auto compute = [&] { return "computed for " + id; };
    EXPECT_EQ(value(cache().get_or_compute(id, hours(1), compute)).origin, Origin::computed);
    EXPECT_EQ(value(cache().get_or_compute(id, hours(1), compute)).origin, Origin::cached);
    EXPECT_EQ(value(cache().get(id)), "computed for " + id);
    value(cache().cache_digital_twin_state({at(i), "state of " + id}));
    EXPECT_EQ(value(cache().get_digital_twin_state(at(i))).value().data, "state of " + id);
    EXPECT_EQ(value(cache().get_latest_digital_twin_state()).value().timestamp, at(i));
  }
  EXPECT_EQ(primaries.size(), 3U);
  EXPECT_EQ(value(cache().invalidate_digital_twin_cache()), 30U);
  EXPECT_EQ(value(cache().get_latest_digital_twin_state()).has_value(), false);
  value(cache().ping());
  EXPECT_EQ(cache().statistics().errors, 0U);
  EXPECT_EQ(log.events("operation_failed").size(), 0U) << log.text();
}

TEST_F(Cluster, HasTheKeysOfASingleNodeButThoseThatMustLieTogether) {
  value(cache().cache_simulation_result("flood", "abc", "result"));
  value(cache().cache_session("u-1", {"session", at(1)}));
  value(cache().set("own", "value"));
  value(cache().cache_digital_twin_state({at(12), "state"}));
  const std::vector<std::string> expected = {"omnitrack:dt:{omnitrack}:expiry",
                                             "omnitrack:dt:{omnitrack}:index",
                                             "omnitrack:dt:{omnitrack}:state:12",
                                             "omnitrack:own",
                                             "omnitrack:session:u-1",
                                             "omnitrack:simulation:flood:abc"};
  EXPECT_EQ(cluster().keys(), expected);
}

TEST_F(Cluster, HasALockInTheSlotOfItsKey) {
  for (const std::string& key :
       {std::string("plain"), std::string("with {a tag} in it"), std::string("{}empty"),
        std::string("open { brace"), std::string("closed } brace"), std::string("} both {")}) {
    std::vector<std::string> during;
    value(cache().get_or_compute(key, hours(1), [&] {
      during = cluster().keys();
      return std::string("computed");
    }));
    ASSERT_EQ(during.size(), 1U) << key;
    EXPECT_EQ(during[0].rfind("omnitrack:lock:", 0), 0U) << during[0];
    EXPECT_EQ(slot_of(cluster().redis(0), during[0]), slot(key)) << during[0];
    EXPECT_EQ(cluster().keys(), std::vector<std::string>{full(key)});
    EXPECT_EQ(value(cache().get(key)), "computed");
    value(cache().remove(key));
  }
}

TEST_F(Cluster, HasAllKeysInOneSlotWhereThePrefixIsATag) {
  configuration.prefix = "{app}";
  value(cache().cache_simulation_result("flood", "abc", "result"));
  value(cache().cache_session("u-1", {"session", at(1)}));
  value(cache().cache_digital_twin_state({at(12), "state"}));
  EXPECT_EQ(value(cache().get_latest_digital_twin_state()).value().data, "state");
  const std::vector<std::string> expected = {"{app}:dt:expiry", "{app}:dt:index",
                                             "{app}:dt:state:12", "{app}:session:u-1",
                                             "{app}:simulation:flood:abc"};
  EXPECT_EQ(cluster().keys(), expected);
}

TEST_F(Cluster, SendsABatchToAllNodesAtOnceAndGivesItsResultsInOrder) {
  std::vector<std::string> names;
  for (int i = 0; i < 1000; ++i) names.push_back("k" + std::to_string(i));
  std::vector<Entry> entries;
  for (const std::string& name : names) entries.push_back({name, name, hours(1)});
  for (const Result<void>& result : cache().set_many(entries)) value(result);
  EXPECT_EQ(cluster().sum({"DBSIZE"}), 1000);
  names.emplace_back("missing");
  names.emplace_back("bad\n");
  const std::vector<std::string_view> keys(names.begin(), names.end());
  const auto read = cache().get_many(keys);
  for (int i = 0; i < 1000; ++i) {
    EXPECT_EQ(value(read[static_cast<std::size_t>(i)]), names[static_cast<std::size_t>(i)]);
  }
  EXPECT_EQ(value(read[1000]), std::nullopt);
  EXPECT_EQ(error(read[1001]), ErrorCode::invalid_key);
  // One connection to each primary, and all of them from the first topology.
  EXPECT_EQ(cache().statistics().connections_made, 3U);
}

TEST_F(Cluster, FlushTakesThePrefixFromAllPrimariesAndNothingElse) {
  for (int i = 0; i < 300; ++i) value(cache().set("k" + std::to_string(i), "value"));
  value(cache().cache_digital_twin_state({at(1), "state"}));
  const std::vector<std::string> others = {"Omnitrack:a", "omnitrac:a", "omnitrack",
                                           "omnitrack2:a"};
  for (const std::string& key : others) {
    // The one that holds the slot takes it.
    cluster().each([&](int, RedisClient& redis) { redis.try_command({"SET", key, "1"}); });
  }
  EXPECT_EQ(value(cache().flush()), 303U);
  EXPECT_EQ(cluster().keys(), others);
}

TEST_F(Cluster, ReadsFromThePrimariesUnlessAskedOtherwise) {
  value(cache().set("k", "value"));
  reset_calls();
  for (int i = 0; i < 20; ++i) EXPECT_EQ(value(cache().get("k")), "value");
  const auto calls = calls_of("get");
  EXPECT_EQ(calls[static_cast<std::size_t>(cluster().primary_of(slot("k")))], 20);
}

TEST_F(Cluster, ReadsFromReplicasOnRequestAndWritesToPrimaries) {
  configuration.cluster.read_from = cache::ReadFrom::replicas;
  std::vector<std::string> names;
  for (int i = 0; i < 60; ++i) names.push_back("k" + std::to_string(i));
  for (const std::string& name : names) value(cache().set(name, "value of " + name));
  value(cache().cache_session("u-1", {"session", at(1)}));
  wait_for_replicas();
  reset_calls();
  for (const std::string& name : names) EXPECT_EQ(value(cache().get(name)), "value of " + name);
  const std::vector<std::string_view> keys(names.begin(), names.end());
  const auto read = cache().get_many(keys);
  for (std::size_t i = 0; i < names.size(); ++i) EXPECT_EQ(value(read[i]), "value of " + names[i]);
  EXPECT_EQ(value(cache().get_session("u-1")).value().data, "session");
  const auto calls = calls_of("get");
  EXPECT_EQ(calls[0] + calls[1] + calls[2], 0);
  EXPECT_EQ(calls[3] + calls[4] + calls[5], 120);
  EXPECT_TRUE(value(cache().update_session_activity("u-1", at(9))));
  EXPECT_EQ(cache().statistics().errors, 0U);
}

TEST_F(Cluster, ReadsFromThePrimaryWhereNoReplicaAnswers) {
  configuration.cluster.read_from = cache::ReadFrom::replicas;
  const std::string key = key_on(1);
  value(cache().set(key, "value"));
  wait_for_replicas();
  EXPECT_EQ(value(cache().get(key)), "value");
  cluster().kill(cluster().replica_of(1));
  for (int i = 0; i < 10; ++i) EXPECT_EQ(value(cache().get(key)), "value");
}

TEST_F(Cluster, ReadsInTheSameZoneFirst) {
  configuration.cluster.read_from = cache::ReadFrom::same_zone;
  configuration.cluster.zone = "use1-az1";
  // The primaries of the first two shards are in the zone, and the replica of the first.
  const std::set<int> near = {cluster().port(0), cluster().port(1),
                              cluster().port(cluster().replica_of(0))};
  configuration.cluster.zone_of = [&](const std::string& host, std::uint16_t port) {
    EXPECT_EQ(host, "127.0.0.1");
    return std::string(near.count(port) == 1 ? "use1-az1" : "use1-az2");
  };
  for (int shard = 0; shard < 3; ++shard) value(cache().set(key_on(shard), "value"));
  wait_for_replicas();
  reset_calls();
  for (int i = 0; i < 10; ++i) {
    for (int shard = 0; shard < 3; ++shard) EXPECT_EQ(value(cache().get(key_on(shard))), "value");
  }
  // The replica here, the primary here, and the replica elsewhere for want of anything here.
  EXPECT_EQ(calls_of("get"), (std::vector<std::int64_t>{0, 10, 0, 10, 0, 10}));
}

TEST_F(Cluster, WithALostShardFailsForItsKeysAlone) {
  configuration.backoff = {.failures = 1000, .first = milliseconds(1), .longest = milliseconds(1)};
  cluster().each([](int, RedisClient& redis) {
    redis.command({"CONFIG", "SET", "cluster-require-full-coverage", "no"});
  });
  const std::string keys[] = {key_on(0), key_on(1), key_on(2)};
  for (const std::string& key : keys) value(cache().set(key, "value"));
  cluster().kill(cluster().replica_of(1));
  cluster().kill(1);
  const std::vector<std::string_view> names = {keys[0], keys[1], keys[2]};
  const auto read = cache().get_many(names);
  EXPECT_EQ(value(read[0]), "value");
  ASSERT_FALSE(read[1].has_value());
  EXPECT_TRUE(is_outage(read[1].error().code));
  EXPECT_EQ(value(read[2]), "value");
  EXPECT_EQ(value(cache().get(keys[0])), "value");
  const Computed given =
      value(cache().get_or_compute(keys[1], std::nullopt, [] { return std::string("computed"); }));
  EXPECT_EQ(given.value, "computed");
  EXPECT_TRUE(given.cache_error.has_value());
}

TEST_F(Cluster, WithoutANodeForASlotSaysSo) {
  configuration.connect_timeout = configuration.command_timeout = milliseconds(500);
  cluster().each([](int, RedisClient& redis) {
    redis.command({"CONFIG", "SET", "cluster-require-full-coverage", "no"});
  });
  const std::string key = key_on(1);
  cluster().each([&](int, RedisClient& redis) {
    redis.try_command({"CLUSTER", "DELSLOTS", std::to_string(slot(key))});
  });
  EXPECT_EQ(error(cache().set(key, "value")), ErrorCode::cluster_down);
  EXPECT_EQ(error(cache().get(key)), ErrorCode::cluster_down);
  // Any other slot of the same node goes on.
  const std::string other = key_on(1, "other");
  for (int i = 0; i < 5; ++i) value(cache().set(other, "value"));
}

TEST_F(Cluster, ThatIsDownSaysSoAndServesAgainAfterwards) {
  configuration.connect_timeout = configuration.command_timeout = milliseconds(500);
  configuration.backoff = {.failures = 3, .first = milliseconds(5), .longest = milliseconds(20)};
  const std::string key = key_on(0);
  value(cache().set(key, "value"));
  cluster().kill(cluster().replica_of(1));
  cluster().kill(1);
  ASSERT_TRUE(becomes_true([&] { return error(cache().get(key)) == ErrorCode::cluster_down; },
                           std::chrono::seconds(60)));
  cluster().restart(1);
  ASSERT_TRUE(becomes_true([&] { return cache().get(key).has_value(); }));
  EXPECT_EQ(value(cache().get(key)), "value");
}

TEST_F(Cluster, ThatIsTakenForASingleNodeSaysSo) {
  configuration.deployment = cache::Deployment::single;
  const auto twin = cache().cache_digital_twin_state({at(1), "state"});
  EXPECT_EQ(error(twin), ErrorCode::cross_slot);
  EXPECT_NE(twin.error().message.find("cluster"), std::string::npos) << twin.error().message;
  const auto read = cache().get(key_on(1));
  EXPECT_EQ(error(read), ErrorCode::server_error);
  EXPECT_NE(read.error().message.find("configure it as a cluster"), std::string::npos)
      << read.error().message;
}

class NoCluster : public OnRedis {};

TEST_F(NoCluster, IsNotTakenForOne) {
  configuration.deployment = cache::Deployment::cluster;
  const auto read = cache().get("k");
  EXPECT_EQ(error(read), ErrorCode::cluster_down);
  EXPECT_NE(read.error().message.find("single node"), std::string::npos) << read.error().message;
}

}  // namespace
}  // namespace omnitrack::cache_test
