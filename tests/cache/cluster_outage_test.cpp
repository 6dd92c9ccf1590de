#include <gtest/gtest.h>

#include "on_cluster.hpp"
#include <omnitrack/cache/metrics.hpp>

namespace omnitrack::cache_test {
namespace {

using std::chrono::hours;

class ClusterOutages : public OnCluster {};

TEST_F(ClusterOutages, OnceRunsOnceForKeysOfEachNode) {
  int runs = 0;
  for (int round = 0; round < 2; ++round) {
    for (int i = 0; i < 30; ++i) {
      const std::string key = "k" + std::to_string(i);
      const auto given = value(cache().once(key, minutes(10), [&] {
        ++runs;
        return "answer to " + key;
      }));
      EXPECT_EQ(given.answer, "answer to " + key);
    }
  }
  EXPECT_EQ(runs, 30);
}

TEST_F(ClusterOutages, AValueIsGivenStaleWhereAllNodesAreAway) {
  configuration.measure = true;
  configuration.connect_timeout = milliseconds(200);
  configuration.command_timeout = milliseconds(200);
  const cache::ComputeOptions options{.time_to_live = hours(1), .grace = hours(1)};
  std::vector<std::string> keys;
  for (int primary = 0; primary < 3; ++primary) keys.push_back(key_on(primary));
  const auto origin_of = [&](const std::string& key) {
    return value(cache().get_or_compute(key, options, [] { return std::string("v"); })).origin;
  };
  for (const std::string& key : keys) EXPECT_EQ(origin_of(key), Origin::computed);
  for (const std::string& key : keys) EXPECT_EQ(origin_of(key), Origin::cached);
  for (int node = 0; node < cluster().nodes(); ++node) cluster().kill(node);
  for (const std::string& key : keys) EXPECT_EQ(origin_of(key), Origin::stale);
  EXPECT_EQ(cache().statistics().stale, 3U);
  EXPECT_FALSE(cache().metrics().operations.empty());
}

}  // namespace
}  // namespace omnitrack::cache_test
