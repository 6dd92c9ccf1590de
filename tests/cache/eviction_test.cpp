#include <random>

#include <gtest/gtest.h>

#include "load.hpp"
#include "on_digital_twins.hpp"
#include "threads.hpp"
#include "written_values.hpp"

namespace omnitrack::cache_test {
namespace {

class Eviction : public OnDigitalTwins {
 public:
  Eviction() : OnDigitalTwins({"--maxmemory", "5mb"}) {}
  std::int64_t evicted() { return redis().info_number("stats", "evicted_keys"); }
};

TEST_F(Eviction, IsAMissAndNoError) {
  const std::string data(2000, 'x');
  constexpr int count = 5000;
  for (int i = 0; i < count; ++i) value(cache().set("k" + std::to_string(i), data));
  EXPECT_GT(evicted(), 0);
  int found = 0;
  for (int i = 0; i < count; ++i) {
    const auto read = value(cache().get("k" + std::to_string(i)));
    if (!read) continue;
    EXPECT_EQ(*read, data);
    ++found;
  }
  EXPECT_GT(found, 0);
  EXPECT_LT(found, count);
  EXPECT_EQ(cache().statistics().errors, 0U);
}

TEST_F(Eviction, LeavesOnlyRightValuesUnderAMixedLoad) {
  std::minstd_rand random(1);
  Load load(cache());
  for (int i = 0; i < 3000; ++i) {
    if (i % 4 == 0) value(cache().set("fill" + std::to_string(i), std::string(20'000, 'x')));
    load.operate(static_cast<std::uint32_t>(random()));
  }
  EXPECT_GT(evicted(), 0);
  EXPECT_EQ(load.failed(), 0);
  EXPECT_GT(load.found(), 0);
}

TEST_F(Eviction, NeverMakesAnOlderStateTheLatestWhileALaterOneCanBeHad) {
  std::minstd_rand random(1);
  std::int64_t highest = 0;
  int found = 0;
  for (int round = 0; round < 1500; ++round) {
    // Times out of order, each of which is rarely touched again; pressure by other keys.
    const std::int64_t time = 1 + static_cast<std::int64_t>(random() % 100'000);
    put(time, std::to_string(time));
    highest = std::max(highest, time);
    value(cache().set("fill" + std::to_string(round), std::string(20'000, 'x')));
    if (round % 5 != 0) continue;
    const auto read = value(cache().get_latest_digital_twin_state());
    const std::int64_t told = read ? read->timestamp.time_since_epoch().count() : -1;
    if (read) {
      EXPECT_EQ(read->data, std::to_string(told));
      ++found;
    }
    if (told != highest) {
      EXPECT_FALSE(has(highest)) << "told " << told << " instead of " << highest;
      highest = std::max<std::int64_t>(told, 0);
    }
  }
  EXPECT_GT(evicted(), 0);
  EXPECT_GT(found, 0);
}

}  // namespace
}  // namespace omnitrack::cache_test
