#include <optional>

#include <gtest/gtest.h>

#include "on_cluster.hpp"
#include "threads.hpp"

namespace omnitrack::cache_test {
namespace {

using std::chrono::hours;

/// Tests with slots that move between nodes.
class MovingSlots : public OnCluster {
 public:
  std::int64_t topology_requests() {
    std::int64_t all = 0;
    cluster().each([&](int, RedisClient& redis) { all += redis.calls_of("cluster|slots"); });
    return all;
  }
  /// The slot in which the digital-twin states lie.
  std::uint16_t slot_of_states() {
    return slot_of(cluster().redis(0), "omnitrack:dt:{omnitrack}:index");
  }
};

TEST_F(MovingSlots, AreFollowed) {
  const std::string key = key_on(0);
  value(cache().set(key, "value"));
  cluster().move_slot(slot(key), 2);
  EXPECT_EQ(value(cache().get(key)), "value");
  value(cache().set(key, "newer"));
  cluster().move_slot(slot(key), 1);
  value(cache().set(key, "newest"));
  EXPECT_EQ(value(cache().get(key)), "newest");
  EXPECT_EQ(cluster().redis(1).text({"GET", full(key)}).substr(16), "newest");
  EXPECT_EQ(cache().statistics().errors, 0U);
}

TEST_F(MovingSlots, AreFollowedByEachOfABatch) {
  std::vector<std::string> names;
  for (int i = 0; i < 64; ++i) names.push_back(key_on(i % 3, "batch" + std::to_string(i) + "-"));
  std::vector<Entry> entries;
  for (const std::string& name : names) entries.push_back({name, name});
  for (const Result<void>& result : cache().set_many(entries)) value(result);
  for (std::size_t i = 0; i < names.size(); ++i) {
    cluster().move_slot(slot(names[i]), (static_cast<int>(i) + 1) % 3);
  }
  const std::vector<std::string_view> keys(names.begin(), names.end());
  const auto read = cache().get_many(keys);
  for (std::size_t i = 0; i < names.size(); ++i) EXPECT_EQ(value(read[i]), names[i]);
  for (const Result<void>& result : cache().set_many(entries)) value(result);
}

TEST_F(MovingSlots, AnswerOnBothSidesWhileTheyMove) {
  // Keys of one slot by a tag, a part of which has moved already.
  const std::string tag = "{" + full(key_on(0)) + "}";
  std::vector<std::string> names;
  for (int i = 0; i < 20; ++i) names.push_back(tag + std::to_string(i));
  for (const std::string& name : names) value(cache().set(name, name));
  const std::uint16_t moving = slot(names[0]);
  const int from = cluster().primary_of(moving);
  const int to = (from + 1) % 3;
  cluster().begin_to_move(moving, to);
  cluster().move_keys(moving, from, to, 10);
  const std::int64_t requests = topology_requests();
  for (int round = 0; round < 3; ++round) {
    for (const std::string& name : names) EXPECT_EQ(value(cache().get(name)), name);
    const std::vector<std::string_view> keys(names.begin(), names.end());
    for (const auto& each : cache().get_many(keys)) EXPECT_TRUE(value(each).has_value());
  }
  // A key that is new goes to where the slot will be.
  value(cache().set(tag + "new", "value"));
  EXPECT_EQ(value(cache().get(tag + "new")), "value");
  EXPECT_EQ(cluster().redis(from).try_command({"GET", full(tag + "new")}).text.substr(0, 4),
            "ASK ");
  EXPECT_TRUE(value(cache().remove(names[0])));
  EXPECT_EQ(value(cache().get(names[0])), std::nullopt);
  EXPECT_EQ(
      value(cache().get_or_compute(names[0], hours(1), [] { return std::string("computed"); }))
          .origin,
      Origin::computed);
  value(cache().cache_session("u-1" + tag, {"session", at(1)}));
  EXPECT_TRUE(value(cache().update_session_activity("u-1" + tag, at(2))));
  // To be asked once says nothing of where the slots are.
  EXPECT_EQ(topology_requests(), requests);
  cluster().move_keys(moving, from, to, 100);
  cluster().end_move(moving, to);
  for (std::size_t i = 1; i < names.size(); ++i) EXPECT_EQ(value(cache().get(names[i])), names[i]);
  EXPECT_EQ(cache().statistics().errors, 0U);
}

TEST_F(MovingSlots, OfStatesMakeAWriterWaitAndLoseNoState) {
  configuration.connect_timeout = configuration.command_timeout = milliseconds(300);
  for (int i = 0; i < 20; ++i) value(cache().cache_digital_twin_state({at(i), "state"}));
  const std::uint16_t moving = slot_of_states();
  const int from = cluster().primary_of(moving);
  const int to = (from + 1) % 3;
  cluster().begin_to_move(moving, to);
  cluster().move_keys(moving, from, to, 8);
  // No side has all keys that these need.
  // On a busy machine the time may end amid a command instead of a pause.
  const auto waited = [](std::optional<ErrorCode> code) {
    return code == ErrorCode::slot_moving || code == ErrorCode::timed_out;
  };
  EXPECT_TRUE(waited(error(cache().cache_digital_twin_state({at(50), "state"}))));
  for (int i = 0; i < 3; ++i) {
    const auto latest = cache().get_latest_digital_twin_state();
    if (!latest) {
      EXPECT_TRUE(waited(error(latest))) << latest.error().message;
    } else {
      EXPECT_EQ(latest->value().timestamp, at(19));
    }
  }
  cluster().move_keys(moving, from, to, 100);
  cluster().end_move(moving, to);
  for (int i = 0; i < 20; ++i) {
    EXPECT_TRUE(value(cache().get_digital_twin_state(at(i))).has_value()) << i;
  }
  EXPECT_EQ(value(cache().get_latest_digital_twin_state()).value().timestamp, at(19));
  value(cache().cache_digital_twin_state({at(50), "state"}));
  EXPECT_EQ(value(cache().invalidate_digital_twin_cache()), 21U);
  EXPECT_EQ(log.count("breaker_opened"), 0U);
}

TEST_F(MovingSlots, AreLearnedOnceByManyCallers) {
  const std::string key = key_on(0);
  value(cache().set(key, "value"));
  cluster().move_slot(slot(key), 1);
  const std::int64_t before = topology_requests();
  in_threads(16, [&](int) {
    for (int i = 0; i < 50; ++i) EXPECT_EQ(value(cache().get(key)), "value");
  });
  // What a node says of the slot is enough, and all are asked for at most once a second.
  EXPECT_LE(topology_requests() - before, 30);
  EXPECT_EQ(cache().statistics().errors, 0U);
}

TEST_F(MovingSlots, AreLearnedAtTheFirstUseByOneOfManyCallers) {
  configuration.max_connections = 16;
  const std::int64_t before = topology_requests();
  in_threads(16, [&](int) { value(cache().ping()); });
  EXPECT_EQ(topology_requests() - before, 1);
}

TEST_F(MovingSlots, AreLearnedAgainAfterAnInterval) {
  configuration.cluster.refresh_after = milliseconds(1);
  const std::int64_t before = topology_requests();
  ASSERT_TRUE(becomes_true([&] {
    value(cache().ping());
    return topology_requests() - before >= 3;
  }));
}

TEST_F(MovingSlots, AreFlushedOnWhicheverSideTheirKeysAre) {
  const std::string tag = "{" + full(key_on(0)) + "}";
  for (int i = 0; i < 20; ++i) value(cache().set(tag + std::to_string(i), "value"));
  const std::uint16_t moving = slot(tag);
  const int from = cluster().primary_of(moving);
  cluster().begin_to_move(moving, (from + 1) % 3);
  cluster().move_keys(moving, from, (from + 1) % 3, 10);
  EXPECT_EQ(value(cache().flush()), 20U);
  EXPECT_EQ(cluster().keys(), std::vector<std::string>{});
}

TEST_F(MovingSlots, AreServedByAReplicaThatBecameThePrimary) {
  const std::string key = key_on(1);
  value(cache().set(key, "value"));
  const int replica = cluster().replica_of(1);
  ASSERT_TRUE(becomes_true([&] { return cluster().redis(replica).integer({"DBSIZE"}) == 1; }));
  cluster().redis(replica).command({"CLUSTER", "FAILOVER"});
  ASSERT_TRUE(becomes_true([&] { return cluster().primary_of(slot(key)) == replica; }));
  EXPECT_EQ(value(cache().get(key)), "value");
  value(cache().set(key, "newer"));
  EXPECT_EQ(value(cache().get(key)), "newer");
  EXPECT_EQ(cache().statistics().errors, 0U);
}

}  // namespace
}  // namespace omnitrack::cache_test
