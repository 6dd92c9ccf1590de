#include <gtest/gtest.h>

#include "on_redis.hpp"

namespace omnitrack::cache_test {
namespace {

using std::chrono::hours;

class Sessions : public OnRedis {
 public:
  static constexpr const char* key = "omnitrack:session:u-1";

  void cache_at(std::int64_t activity, std::string data = "data") {
    value(cache().cache_session("u-1", {std::move(data), at(activity)}));
  }
  Session session() { return value(cache().get_session("u-1")).value(); }
  std::int64_t activity() { return session().last_activity.time_since_epoch().count(); }
};

TEST_F(Sessions, ASessionIsReadBackAsItWasCached) {
  const std::string data("{\"scenario\":\"flood\"}\0\xff", 22);
  cache_at(1'700'000'000'123, data);
  EXPECT_EQ(session().data, data);
  EXPECT_EQ(session().last_activity, at(1'700'000'000'123));
}

TEST_F(Sessions, ASessionWithoutDataIsASession) {
  cache_at(0, "");
  EXPECT_EQ(session().data, "");
  EXPECT_EQ(activity(), 0);
}

TEST_F(Sessions, ASessionIsAHashOfDataAndLastActivity) {
  cache_at(1'700'000'000'123);
  EXPECT_EQ(redis().keys(), std::vector<std::string>{key});
  EXPECT_EQ(redis().text({"HGET", key, "last_activity"}), "1700000000123");
  EXPECT_TRUE(redis().text({"HGET", key, "data"}).ends_with("data"));
  EXPECT_EQ(redis().integer({"HLEN", key}), 2);
}

TEST_F(Sessions, ASessionLivesForADay) {
  expect_lifetime(key, hours(24), [&] { cache_at(1); });
}

TEST_F(Sessions, ActivityIsNotedAndKeepsTheSessionForAnotherDay) {
  cache_at(1000);
  redis().command({"PEXPIRE", key, "100000"});
  expect_lifetime(key, hours(24),
                  [&] { EXPECT_TRUE(value(cache().update_session_activity("u-1", at(2000)))); });
  EXPECT_EQ(activity(), 2000);
  EXPECT_EQ(session().data, "data");
}

TEST_F(Sessions, EarlierActivityKeepsTheSessionAndTheLaterTime) {
  cache_at(2000);
  redis().command({"PEXPIRE", key, "100000"});
  expect_lifetime(key, hours(24),
                  [&] { EXPECT_TRUE(value(cache().update_session_activity("u-1", at(1999)))); });
  EXPECT_EQ(activity(), 2000);
}

TEST_F(Sessions, TimesAreComparedAsNumbersAndNotAsText) {
  cache_at(999);
  EXPECT_TRUE(value(cache().update_session_activity("u-1", at(1000))));
  EXPECT_EQ(activity(), 1000);
  EXPECT_TRUE(value(cache().update_session_activity("u-1", at(999))));
  EXPECT_EQ(activity(), 1000);
}

TEST_F(Sessions, ActivityWithoutATimeIsThatOfNow) {
  cache_at(1);
  const std::int64_t before = redis().now();
  EXPECT_TRUE(value(cache().update_session_activity("u-1")));
  const std::int64_t after = redis().now();
  EXPECT_GE(activity(), before);
  EXPECT_LE(activity(), after);
}

TEST_F(Sessions, ActivityOfASessionThatIsNotThereMakesNone) {
  EXPECT_FALSE(value(cache().update_session_activity("u-1", at(1))));
  EXPECT_EQ(redis().integer({"DBSIZE"}), 0);
}

TEST_F(Sessions, CachingAgainReplacesTheDataAndKeepsALaterActivity) {
  cache_at(1000, "first");
  EXPECT_TRUE(value(cache().update_session_activity("u-1", at(5000))));
  cache_at(2000, "second");
  EXPECT_EQ(session().data, "second");
  EXPECT_EQ(activity(), 5000);
  cache_at(6000, "third");
  EXPECT_EQ(session().data, "third");
  EXPECT_EQ(activity(), 6000);
}

TEST_F(Sessions, CachingAgainBeginsTheDayAnew) {
  cache_at(1);
  redis().command({"PEXPIRE", key, "100000"});
  expect_lifetime(key, hours(24), [&] { cache_at(1); });
}

TEST_F(Sessions, ReadingASessionDoesNotLengthenItsLife) {
  cache_at(1);
  redis().command({"PEXPIRE", key, "100000"});
  const std::int64_t end = redis().integer({"PEXPIRETIME", key});
  session();
  EXPECT_EQ(redis().integer({"PEXPIRETIME", key}), end);
}

TEST_F(Sessions, ADeletedSessionIsGoneAndOthersAreNot) {
  cache_at(1);
  value(cache().cache_session("u-2", {"other", at(1)}));
  EXPECT_TRUE(value(cache().delete_session("u-1")));
  EXPECT_EQ(value(cache().get_session("u-1")), std::nullopt);
  EXPECT_FALSE(value(cache().update_session_activity("u-1", at(2))));
  EXPECT_FALSE(value(cache().delete_session("u-1")));
  EXPECT_EQ(value(cache().get_session("u-2")).value().data, "other");
}

TEST_F(Sessions, ASessionThatExpiredIsAMissAndCannotBeUpdated) {
  configuration.times_to_live.session = milliseconds(20);
  cache_at(1);
  wait_until_expired(key);
  EXPECT_EQ(value(cache().get_session("u-1")), std::nullopt);
  EXPECT_FALSE(value(cache().update_session_activity("u-1", at(2))));
  EXPECT_EQ(redis().integer({"DBSIZE"}), 0);
}

TEST_F(Sessions, ASessionThatExpiredDoesNotLendItsActivityToTheNext) {
  cache_at(9000);
  expire(key);
  cache_at(1000);
  EXPECT_EQ(activity(), 1000);
}

TEST_F(Sessions, TimesBefore1970AreRefused) {
  EXPECT_EQ(error(cache().cache_session("u-1", {"data", at(-1)})), ErrorCode::invalid_value);
  cache_at(1);
  EXPECT_EQ(error(cache().update_session_activity("u-1", at(-1))), ErrorCode::invalid_value);
  EXPECT_EQ(activity(), 1);
}

TEST_F(Sessions, TheLatestTimeThatCanBeToldIsKeptToTheMillisecond) {
  // The last millisecond of the year 9999.
  cache_at(253'402'300'799'998);
  EXPECT_EQ(activity(), 253'402'300'799'998);
  EXPECT_TRUE(value(cache().update_session_activity("u-1", at(253'402'300'799'999))));
  EXPECT_EQ(activity(), 253'402'300'799'999);
  cache_at(1);
  EXPECT_EQ(activity(), 253'402'300'799'999);
}

TEST_F(Sessions, ALogNamesNoSessionById) {
  cache_at(1);
  redis().command({"HSET", key, "data", "by another program"});
  EXPECT_EQ(value(cache().get_session("u-1")), std::nullopt);
  ASSERT_EQ(log.count("value_rejected"), 1U);
  EXPECT_EQ(log.text().find("u-1"), std::string::npos) << log.text();
  EXPECT_NE(log.events("value_rejected")[0].key.find("session:"), std::string::npos);
}

}  // namespace
}  // namespace omnitrack::cache_test
