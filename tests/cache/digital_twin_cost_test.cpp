#include <gtest/gtest.h>

#include "on_digital_twins.hpp"

namespace omnitrack::cache_test {
namespace {

class DigitalTwinCost : public OnDigitalTwins {
 public:
  /// The server's time for caching, finding and invalidating a hundred states, in microseconds.
  std::int64_t measure() {
    redis().command({"CONFIG", "RESETSTAT"});
    for (int time = 0; time < 100; ++time) {
      put(time);
      EXPECT_EQ(latest(), time);
      EXPECT_TRUE(has(time));
    }
    EXPECT_EQ(value(cache().invalidate_digital_twin_cache()), 100U);
    EXPECT_EQ(latest(), std::nullopt);
    return time_of_commands();
  }

 private:
  std::int64_t time_of_commands() {
    const std::string commands = redis().text({"INFO", "commandstats"});
    for (const char* const scanning :
         {"keys", "scan", "randomkey", "sort", "flushdb", "flushall", "dbsize"}) {
      EXPECT_EQ(commands.find("cmdstat_" + std::string(scanning) + ":"), std::string::npos)
          << commands;
    }
    std::int64_t time = 0;
    constexpr std::string_view field = ",usec=";
    for (std::size_t place = commands.find(field); place != std::string::npos;
         place = commands.find(field, place + 1)) {
      time += std::stoll(commands.substr(place + field.size()));
    }
    return time;
  }
};

TEST_F(DigitalTwinCost, DoesNotDependOnAMillionOtherKeys) {
  measure();
  const std::int64_t alone = measure();
  redis().command({"DEBUG", "POPULATE", "900000", "omnitrack:other", "10"});
  redis().command({"DEBUG", "POPULATE", "100000", "omnitrack:dt:state:old", "10"});
  ASSERT_EQ(redis().integer({"DBSIZE"}), 1'000'000);
  const std::int64_t among_many = measure();
  // One look at a million keys takes longer than this allows for all.
  EXPECT_LT(among_many, 3 * alone + 30'000);
  EXPECT_EQ(redis().integer({"DBSIZE"}), 1'000'000);
  RecordProperty("microseconds_alone", static_cast<int>(alone));
  RecordProperty("microseconds_among_a_million", static_cast<int>(among_many));
}

TEST_F(DigitalTwinCost, ManyStatesAreInvalidatedInShortSteps) {
  for (int first = 0; first < 20'000; first += 1000) {
    for (int time = first; time < first + 1000; ++time) put(time);
  }
  redis().command({"CONFIG", "SET", "slowlog-log-slower-than", "50000"});
  redis().command({"SLOWLOG", "RESET"});
  EXPECT_EQ(value(cache().invalidate_digital_twin_cache()), 20'000U);
  EXPECT_EQ(redis().integer({"SLOWLOG", "LEN"}), 0);
  EXPECT_EQ(redis().integer({"DBSIZE"}), 0);
}

}  // namespace
}  // namespace omnitrack::cache_test
