#include <gtest/gtest.h>

#include "on_redis.hpp"

namespace omnitrack::cache_test {
namespace {

using std::chrono::seconds;

class Generic : public OnRedis {};

TEST_F(Generic, AValueIsReadBackAsItWasSet) {
  value(cache().set("report", std::string("a\0b\r\n\xff", 6)));
  EXPECT_EQ(value(cache().get("report")), std::string("a\0b\r\n\xff", 6));
  value(cache().set("report", ""));
  EXPECT_EQ(value(cache().get("report")), "");
}

TEST_F(Generic, AKeyStandsBehindThePrefix) {
  value(cache().set("report:2024 é", "value"));
  EXPECT_EQ(redis().keys(), std::vector<std::string>{"omnitrack:report:2024 é"});
}

TEST_F(Generic, AnotherPrefixIsAnotherSpace) {
  value(cache().set("report", "ours"));
  configuration.prefix = "other";
  CacheService other = another();
  EXPECT_EQ(value(other.get("report")), std::nullopt);
  value(other.set("report", "theirs"));
  EXPECT_EQ(value(cache().get("report")), "ours");
  configuration.prefix = "";
  value(another().set("report", "bare"));
  EXPECT_EQ(redis().keys(),
            (std::vector<std::string>{"omnitrack:report", "other:report", "report"}));
}

TEST_F(Generic, AValueLivesForTheTimeThatItIsGiven) {
  expect_lifetime("omnitrack:report", seconds(90),
                  [&] { value(cache().set("report", "value", seconds(90))); });
  expect_lifetime("omnitrack:report", milliseconds(12'345),
                  [&] { value(cache().set("report", "value", milliseconds(12'345))); });
}

TEST_F(Generic, AValueWithoutATimeLivesOnAfterOneThatHadATime) {
  value(cache().set("report", "older", seconds(90)));
  value(cache().set("report", "newer"));
  EXPECT_EQ(redis().integer({"PTTL", "omnitrack:report"}), -1);
}

TEST_F(Generic, AValueThatExpiredIsGone) {
  value(cache().set("report", "value", milliseconds(10)));
  wait_until_expired("omnitrack:report");
  EXPECT_EQ(value(cache().get("report")), std::nullopt);
  EXPECT_FALSE(value(cache().exists("report")));
  EXPECT_EQ(value(cache().ttl("report")), std::nullopt);
  EXPECT_FALSE(value(cache().remove("report")));
}

TEST_F(Generic, TimesToLiveOutOfRangeAreRefused) {
  value(cache().set("report", "older"));
  for (const milliseconds wrong :
       {milliseconds(0), milliseconds(-1), milliseconds::min(), milliseconds::max()}) {
    EXPECT_EQ(error(cache().set("report", "newer", wrong)), ErrorCode::invalid_value)
        << wrong.count();
  }
  EXPECT_EQ(value(cache().get("report")), "older");
  EXPECT_EQ(redis().integer({"PTTL", "omnitrack:report"}), -1);
}

TEST_F(Generic, ARemovedKeyIsGone) {
  value(cache().set("report", "value"));
  value(cache().set("report2", "value"));
  EXPECT_TRUE(value(cache().remove("report")));
  EXPECT_EQ(value(cache().get("report")), std::nullopt);
  EXPECT_FALSE(value(cache().remove("report")));
  EXPECT_EQ(value(cache().get("report2")), "value");
}

TEST_F(Generic, ExistsTellsWhatIsThere) {
  EXPECT_FALSE(value(cache().exists("report")));
  value(cache().set("report", "value"));
  EXPECT_TRUE(value(cache().exists("report")));
}

TEST_F(Generic, TtlTellsWhatIsLeft) {
  EXPECT_EQ(value(cache().ttl("report")), std::nullopt);
  value(cache().set("report", "value"));
  EXPECT_EQ(value(cache().ttl("report")), milliseconds::max());
  value(cache().set("report", "value", seconds(90)));
  const std::int64_t before = redis().integer({"PTTL", "omnitrack:report"});
  const milliseconds told = value(cache().ttl("report")).value();
  const std::int64_t after = redis().integer({"PTTL", "omnitrack:report"});
  EXPECT_LE(told.count(), before);
  EXPECT_GE(told.count(), after);
}

TEST_F(Generic, AValueMayBeAsLargeAsIsAllowedAndNoLarger) {
  configuration.max_value_bytes = 1000;
  value(cache().set("report", std::string(1000, 'x')));
  EXPECT_EQ(error(cache().set("report", std::string(1001, 'y'))), ErrorCode::invalid_value);
  EXPECT_EQ(value(cache().get("report")), std::string(1000, 'x'));
  EXPECT_EQ(error(cache().cache_simulation_result("flood", "1", std::string(1001, 'y'))),
            ErrorCode::invalid_value);
  EXPECT_EQ(error(cache().cache_session("u-1", {std::string(1001, 'y'), at(1)})),
            ErrorCode::invalid_value);
  EXPECT_EQ(error(cache().cache_digital_twin_state({at(1), std::string(1001, 'y')})),
            ErrorCode::invalid_value);
}

TEST_F(Generic, TheLargestValueThatCanBeAllowedIsReadBack) {
  configuration.max_value_bytes = std::size_t{64} << 20U;
  std::string large(configuration.max_value_bytes, 'x');
  for (std::size_t i = 0; i < large.size(); i += 997) large[i] = static_cast<char>(i);
  value(cache().set("large", large));
  // Not EXPECT_EQ, which would print both.
  EXPECT_TRUE(value(cache().get("large")) == large);
}

TEST_F(Generic, AValueFarLargerThanAllowedHereIsNotRead) {
  configuration.max_value_bytes = std::size_t{4} << 20U;
  value(cache().set("report", std::string(configuration.max_value_bytes, 'x')));
  configuration.max_value_bytes = 1000;
  CacheService frugal = another();
  const auto read = frugal.get("report");
  EXPECT_TRUE(!read || !*read);
  value(frugal.set("report", "small"));
  EXPECT_EQ(value(frugal.get("report")), "small");
}

TEST_F(Generic, AServiceThatWasMovedGoesOn) {
  value(cache().set("report", "value"));
  CacheService moved = another();
  CacheService target = std::move(moved);
  EXPECT_EQ(value(target.get("report")), "value");
  target = another();
  EXPECT_EQ(value(target.get("report")), "value");
}

TEST_F(Generic, StatisticsCountWhatBecameOfTheOperations) {
  value(cache().get("report"));
  value(cache().set("report", "value"));
  value(cache().get("report"));
  value(cache().get("report"));
  redis().command({"SET", "omnitrack:report", "by another program"});
  value(cache().get("report"));
  value(cache().get_or_compute("computed", std::nullopt, [] { return std::string(); }));
  server().kill();
  EXPECT_TRUE(error(cache().get("report")).has_value());
  const cache::Statistics counted = cache().statistics();
  EXPECT_EQ(counted.hits, 2U);
  // The first, the rejected one, and the one that was computed (which may have looked twice).
  EXPECT_GE(counted.misses, 3U);
  EXPECT_EQ(counted.rejected, 1U);
  EXPECT_EQ(counted.computed, 1U);
  EXPECT_EQ(counted.errors, 1U);
  EXPECT_EQ(counted.connections_made, 1U);
  EXPECT_EQ(counted.connections_open, 0U);
}

TEST_F(Generic, PingTellsWhetherRedisAnswers) {
  value(cache().ping());
  server().kill();
  EXPECT_TRUE(error(cache().ping()).has_value());
  server().restart();
  EXPECT_EQ(error(cache().ping()), std::nullopt);
}

}  // namespace
}  // namespace omnitrack::cache_test
