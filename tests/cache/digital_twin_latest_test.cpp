#include <gtest/gtest.h>

#include "on_digital_twins.hpp"

namespace omnitrack::cache_test {
namespace {

class LatestDigitalTwin : public OnDigitalTwins {};

std::string key(std::int64_t time) { return "omnitrack:dt:state:" + std::to_string(time); }

TEST_F(LatestDigitalTwin, IsNoneWithoutStates) { EXPECT_EQ(latest(), std::nullopt); }

TEST_F(LatestDigitalTwin, IsTheOneOfTheLatestTimestampAndNotTheLastCached) {
  for (const int time : {5000, 9000, 1000, 20'000, 7000}) put(time, std::to_string(time));
  const DigitalTwinState found = value(cache().get_latest_digital_twin_state()).value();
  EXPECT_EQ(found.timestamp, at(20'000));
  EXPECT_EQ(found.data, "20000");
}

TEST_F(LatestDigitalTwin, IsByNumberAndNotByText) {
  put(1'000'000'000'000);
  put(999'999'999'999);
  EXPECT_EQ(latest(), 1'000'000'000'000);
}

TEST_F(LatestDigitalTwin, IsNeverOneThatExpired) {
  put(1000);
  put(2000);
  configuration.times_to_live.digital_twin_state = milliseconds(20);
  CacheService brief = another();
  for (int time = 3000; time < 3200; ++time) {
    value(brief.cache_digital_twin_state({at(time), "brief"}));
  }
  wait_until_expired(key(3199));
  EXPECT_EQ(latest(), 2000);
}

TEST_F(LatestDigitalTwin, IsNoneWhenAllExpired) {
  configuration.times_to_live.digital_twin_state = milliseconds(20);
  for (int time = 3000; time < 3200; ++time) put(time);
  wait_until_expired(key(3199));
  EXPECT_EQ(latest(), std::nullopt);
}

TEST_F(LatestDigitalTwin, ExpiresBetweenTwoReadings) {
  configuration.times_to_live.digital_twin_state = std::chrono::seconds(100);
  put(1000);
  put(2000);
  EXPECT_EQ(latest(), 2000);
  expire(key(2000));
  EXPECT_EQ(latest(), 1000);
  expire(key(1000));
  EXPECT_EQ(latest(), std::nullopt);
}

TEST_F(LatestDigitalTwin, SkipsManyThatMemoryPressureTook) {
  for (int time = 0; time < 500; ++time) put(time);
  for (int time = 7; time < 500; ++time) redis().command({"DEL", key(time)});
  EXPECT_EQ(latest(), 6);
  EXPECT_EQ(latest(), 6);
}

TEST_F(LatestDigitalTwin, IsCachedAgainAfterItExpired) {
  put(1000);
  put(2000);
  expire(key(2000));
  EXPECT_EQ(latest(), 1000);
  put(2000);
  EXPECT_EQ(latest(), 2000);
}

TEST_F(LatestDigitalTwin, SkipsWhatIsDamagedAndSaysSo) {
  put(1000);
  put(2000);
  put(3000);
  redis().command({"SETRANGE", key(3000), "16", "x"});
  EXPECT_EQ(latest(), 2000);
  redis().command({"DEL", key(2000)});
  redis().command({"RPUSH", key(2000), "a list"});
  EXPECT_EQ(latest(), 1000);
  EXPECT_GE(log.count("value_rejected"), 1U);
}

TEST_F(LatestDigitalTwin, SkipsStatesOfAnotherVersion) {
  put(1000);
  configuration.data_version = 2;
  CacheService newer = another();
  value(newer.cache_digital_twin_state({at(2000), "newer"}));
  EXPECT_EQ(latest(), 1000);
  EXPECT_EQ(value(newer.get_latest_digital_twin_state()).value().data, "newer");
}

class WithoutAnIndex : public OnDigitalTwins, public ::testing::WithParamInterface<std::string> {};

// Memory pressure takes any key. Then a state that can still be had must not be missing among those
// of which the latest is told.
TEST_P(WithoutAnIndex, AnOlderStateIsNotTheLatestWhileALaterOneIsThere) {
  put(1000);
  put(3000);
  redis().command({"DEL", GetParam()});
  const std::optional<std::int64_t> found = latest();
  EXPECT_TRUE(found == 3000 || (found == std::nullopt && !has(3000))) << *found;
  put(2000);
  EXPECT_EQ(latest(), has(3000) ? 3000 : 2000);
  put(3000);
  EXPECT_EQ(latest(), 3000);
}

TEST_P(WithoutAnIndex, InvalidationStillForgetsAllThatCanBeHad) {
  put(1000);
  put(2000);
  redis().command({"DEL", GetParam()});
  value(cache().invalidate_digital_twin_cache());
  EXPECT_EQ(latest(), std::nullopt);
  EXPECT_FALSE(has(1000));
  EXPECT_FALSE(has(2000));
  put(500);
  EXPECT_EQ(latest(), 500);
  EXPECT_FALSE(has(1000));
  EXPECT_FALSE(has(2000));
}

TEST_P(WithoutAnIndex, AnInvalidationCountsWhatCouldBeHad) {
  for (const bool is_written_to : {false, true}) {
    put(1000);
    put(2000);
    redis().command({"DEL", GetParam()});
    if (is_written_to) put(3000);
    std::uint64_t there = 0;
    for (const int time : {1000, 2000, 3000}) there += has(time) ? 1U : 0U;
    EXPECT_EQ(value(cache().invalidate_digital_twin_cache()), there) << is_written_to;
  }
}

TEST_P(WithoutAnIndex, ExpiredStatesAreNotToldWhereTheIndexIsOfAnotherType) {
  put(1000);
  redis().command({"SET", GetParam(), "by another program"});
  // Either an error or a new beginning; never a state that is not there.
  const auto found = cache().get_latest_digital_twin_state();
  if (found && *found) {
    EXPECT_EQ((*found)->timestamp, at(1000));
  }
  redis().command({"DEL", GetParam()});
  put(2000);
  EXPECT_EQ(latest(), 2000);
}

INSTANTIATE_TEST_SUITE_P(Evicted, WithoutAnIndex,
                         ::testing::Values("omnitrack:dt:index", "omnitrack:dt:expiry"),
                         [](const auto& suite) { return suite.param.substr(13); });

}  // namespace
}  // namespace omnitrack::cache_test
