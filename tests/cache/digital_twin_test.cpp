#include <gtest/gtest.h>

#include "on_digital_twins.hpp"
#include "proxy.hpp"

namespace omnitrack::cache_test {
namespace {

using std::chrono::minutes;

class DigitalTwins : public OnDigitalTwins {};

TEST_F(DigitalTwins, AStateIsReadBackAsItWasCached) {
  const std::string data("{\"level\":3}\0\xff", 13);
  value(cache().cache_digital_twin_state({at(1'700'000'000'123), data}));
  const DigitalTwinState found =
      value(cache().get_digital_twin_state(at(1'700'000'000'123))).value();
  EXPECT_EQ(found.timestamp, at(1'700'000'000'123));
  EXPECT_EQ(found.data, data);
}

TEST_F(DigitalTwins, AStateIsKeptUnderItsTimestampInMilliseconds) {
  put(1'700'000'000'123);
  EXPECT_EQ(redis().keys(), (std::vector<std::string>{"omnitrack:dt:expiry", "omnitrack:dt:index",
                                                      "omnitrack:dt:state:1700000000123"}));
}

TEST_F(DigitalTwins, AStateLivesForFiveMinutes) {
  expect_lifetime("omnitrack:dt:state:1000", minutes(5), [&] { put(1000); });
}

TEST_F(DigitalTwins, TheIndexesLiveAsLongAsTheLastState) {
  for (const char* const index : {"omnitrack:dt:index", "omnitrack:dt:expiry"}) {
    expect_lifetime(index, minutes(5), [&] { put(1000); });
  }
}

TEST_F(DigitalTwins, AShorterTimeToLiveDoesNotShortenThatOfTheIndexes) {
  put(1000);
  configuration.times_to_live.digital_twin_state = std::chrono::seconds(10);
  CacheService brief = another();
  value(brief.cache_digital_twin_state({at(2000), "brief"}));
  for (const char* const index : {"omnitrack:dt:index", "omnitrack:dt:expiry"}) {
    EXPECT_GT(redis().integer({"PTTL", index}), 100'000) << index;
  }
}

TEST_F(DigitalTwins, OtherTimestampsAreMisses) {
  put(1000);
  EXPECT_FALSE(has(999));
  EXPECT_FALSE(has(1001));
  EXPECT_FALSE(has(10'000));
}

TEST_F(DigitalTwins, ReadingAStateDoesNotLengthenItsLife) {
  put(1000);
  redis().command({"PEXPIRE", "omnitrack:dt:state:1000", "100000"});
  const std::int64_t end = redis().integer({"PEXPIRETIME", "omnitrack:dt:state:1000"});
  EXPECT_TRUE(has(1000));
  EXPECT_EQ(latest(), 1000);
  EXPECT_EQ(redis().integer({"PEXPIRETIME", "omnitrack:dt:state:1000"}), end);
}

TEST_F(DigitalTwins, CachingATimestampAgainReplacesItsState) {
  put(1000, "older");
  put(1000, "newer");
  EXPECT_EQ(value(cache().get_digital_twin_state(at(1000))).value().data, "newer");
  EXPECT_EQ(value(cache().invalidate_digital_twin_cache()), 1U);
}

TEST_F(DigitalTwins, TimesOutOfRangeAreRefused) {
  for (const std::int64_t wrong : {std::int64_t{-1}, std::numeric_limits<std::int64_t>::min(),
                                   std::numeric_limits<std::int64_t>::max()}) {
    EXPECT_EQ(error(cache().cache_digital_twin_state({at(wrong), "state"})),
              ErrorCode::invalid_value);
    EXPECT_EQ(error(cache().get_digital_twin_state(at(wrong))), ErrorCode::invalid_value);
  }
  EXPECT_EQ(redis().integer({"DBSIZE"}), 0);
}

TEST_F(DigitalTwins, TimesAreKeptToTheMillisecondFrom1970On) {
  // The last millisecond of the year 9999.
  for (const std::int64_t time :
       {std::int64_t{0}, std::int64_t{1}, std::int64_t{253402300799999}}) {
    put(time);
    EXPECT_TRUE(has(time)) << time;
    EXPECT_EQ(latest(), time);
  }
}

TEST_F(DigitalTwins, InvalidationForgetsAllStatesAndNothingElse) {
  value(cache().set("own", "value"));
  value(cache().cache_session("u-1", {"data", at(1)}));
  for (int time = 0; time < 1000; ++time) put(time);
  EXPECT_EQ(value(cache().invalidate_digital_twin_cache()), 1000U);
  EXPECT_EQ(latest(), std::nullopt);
  for (int time = 0; time < 1000; time += 100) EXPECT_FALSE(has(time));
  EXPECT_EQ(redis().keys(), (std::vector<std::string>{"omnitrack:own", "omnitrack:session:u-1"}));
}

TEST_F(DigitalTwins, InvalidationOfNothingGivesZero) {
  EXPECT_EQ(value(cache().invalidate_digital_twin_cache()), 0U);
  put(1000);
  EXPECT_EQ(value(cache().invalidate_digital_twin_cache()), 1U);
  EXPECT_EQ(value(cache().invalidate_digital_twin_cache()), 0U);
}

TEST_F(DigitalTwins, AStateCachedAfterAnInvalidationIsThere) {
  put(1000, "older");
  put(2000, "older");
  value(cache().invalidate_digital_twin_cache());
  put(1000, "newer");
  EXPECT_EQ(latest(), 1000);
  EXPECT_EQ(value(cache().get_digital_twin_state(at(1000))).value().data, "newer");
  EXPECT_FALSE(has(2000));
  EXPECT_EQ(value(cache().invalidate_digital_twin_cache()), 1U);
}

TEST_F(DigitalTwins, ExpiredStatesDoNotCountInAnInvalidation) {
  configuration.times_to_live.digital_twin_state = milliseconds(30);
  for (int time = 0; time < 10; ++time) put(time);
  for (int time = 0; time < 10; ++time) {
    wait_until_expired("omnitrack:dt:state:" + std::to_string(time));
  }
  EXPECT_EQ(value(cache().invalidate_digital_twin_cache()), 0U);
}

TEST_F(DigitalTwins, TheIndexesForgetWhatExpired) {
  put(1);
  configuration.times_to_live.digital_twin_state = milliseconds(1);
  CacheService brief = another();
  for (int time = 100; time < 600; ++time) {
    value(brief.cache_digital_twin_state({at(time), "brief"}));
  }
  wait_until_expired("omnitrack:dt:state:599");
  for (int time = 1000; time < 1100; ++time) put(time);
  EXPECT_EQ(redis().integer({"ZCARD", "omnitrack:dt:index"}), 101);
  EXPECT_EQ(redis().integer({"ZCARD", "omnitrack:dt:expiry"}), 101);
}

TEST_F(DigitalTwins, AStateThatIsCachedWhileTheInvalidatedOnesAreFreedStays) {
  put(1000, "older");
  put(2000, "older");
  bool is_first = true;
  Proxy proxy(server().port(), [&] {
    return [&](Direction direction, std::string& bytes) {
      // Between the answer that there were two and the next step.
      if (direction == Direction::to_client && bytes == ":2\r\n" && is_first) {
        is_first = false;
        put(1000, "newer");
      }
      return true;
    };
  });
  configuration.port = proxy.port();
  CacheService other = another();
  EXPECT_EQ(value(other.invalidate_digital_twin_cache()), 2U);
  EXPECT_FALSE(is_first);
  EXPECT_EQ(value(cache().get_digital_twin_state(at(1000))).value().data, "newer");
  EXPECT_EQ(latest(), 1000);
  EXPECT_FALSE(has(2000));
  EXPECT_EQ(redis().integer({"DBSIZE"}), 3);
}

}  // namespace
}  // namespace omnitrack::cache_test
