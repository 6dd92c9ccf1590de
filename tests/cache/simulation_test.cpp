#include <gtest/gtest.h>

#include "on_redis.hpp"

namespace omnitrack::cache_test {
namespace {

using std::chrono::hours;

class Simulations : public OnRedis {};

TEST_F(Simulations, AResultIsReadBackAsItWasCached) {
  const std::string all_bytes = [] {
    std::string bytes;
    for (int byte = 0; byte < 256; ++byte) bytes += static_cast<char>(byte);
    return bytes;
  }();
  for (const std::string& result : {std::string("{\"co2\":12.5}"), std::string(), all_bytes}) {
    value(cache().cache_simulation_result("flood", "9f3a", result));
    EXPECT_EQ(value(cache().get_simulation_result("flood", "9f3a")), result);
  }
}

TEST_F(Simulations, AResultIsKeptUnderItsScenarioAndHash) {
  value(cache().cache_simulation_result("flood", "9f3a", "result"));
  EXPECT_EQ(redis().keys(), std::vector<std::string>{"omnitrack:simulation:flood:9f3a"});
}

TEST_F(Simulations, AResultLivesForAnHour) {
  expect_lifetime("omnitrack:simulation:flood:9f3a", hours(1),
                  [&] { value(cache().cache_simulation_result("flood", "9f3a", "result")); });
}

TEST_F(Simulations, CachingAgainReplacesAResultAndBeginsItsHourAnew) {
  value(cache().cache_simulation_result("flood", "9f3a", "older"));
  redis().command({"PEXPIRE", "omnitrack:simulation:flood:9f3a", "100000"});
  expect_lifetime("omnitrack:simulation:flood:9f3a", hours(1),
                  [&] { value(cache().cache_simulation_result("flood", "9f3a", "newer")); });
  EXPECT_EQ(value(cache().get_simulation_result("flood", "9f3a")), "newer");
}

TEST_F(Simulations, ReadingAResultDoesNotLengthenItsLife) {
  value(cache().cache_simulation_result("flood", "9f3a", "result"));
  const std::int64_t end = redis().integer({"PEXPIRETIME", "omnitrack:simulation:flood:9f3a"});
  redis().command({"PEXPIRE", "omnitrack:simulation:flood:9f3a", "100000"});
  EXPECT_EQ(value(cache().get_simulation_result("flood", "9f3a")), "result");
  EXPECT_LT(redis().integer({"PEXPIRETIME", "omnitrack:simulation:flood:9f3a"}), end);
}

TEST_F(Simulations, AResultThatExpiredIsAMiss) {
  configuration.times_to_live.simulation_result = milliseconds(20);
  value(cache().cache_simulation_result("flood", "9f3a", "result"));
  wait_until_expired("omnitrack:simulation:flood:9f3a");
  EXPECT_EQ(value(cache().get_simulation_result("flood", "9f3a")), std::nullopt);
}

TEST_F(Simulations, OtherScenariosAndOtherHashesAreMisses) {
  value(cache().cache_simulation_result("flood", "9f3a", "result"));
  EXPECT_EQ(value(cache().get_simulation_result("drought", "9f3a")), std::nullopt);
  EXPECT_EQ(value(cache().get_simulation_result("flood", "9f3b")), std::nullopt);
  EXPECT_EQ(log.text(), "");
}

TEST_F(Simulations, AResultIsComputedOnceAndThenComesFromTheCache) {
  int computations = 0;
  const auto compute = [&] {
    ++computations;
    return std::string("computed");
  };
  Computed first;
  expect_lifetime("omnitrack:simulation:flood:9f3a", hours(1), [&] {
    first = value(cache().get_or_compute_simulation_result("flood", "9f3a", compute));
  });
  EXPECT_EQ(first.value, "computed");
  EXPECT_EQ(first.origin, Origin::computed);
  EXPECT_FALSE(first.cache_error.has_value());
  const Computed second = value(cache().get_or_compute_simulation_result("flood", "9f3a", compute));
  EXPECT_EQ(second.value, "computed");
  EXPECT_EQ(second.origin, Origin::cached);
  EXPECT_EQ(computations, 1);
  EXPECT_EQ(value(cache().get_simulation_result("flood", "9f3a")), "computed");
}

}  // namespace
}  // namespace omnitrack::cache_test
