#include <atomic>
#include <thread>

#include <gtest/gtest.h>

#include "on_redis.hpp"

namespace omnitrack::cache_test {
namespace {

class Flush : public OnRedis {
 public:
  void fill_one_of_each() {
    value(cache().set("own", "value"));
    value(cache().cache_simulation_result("flood", "1", "value"));
    value(cache().cache_session("u-1", {"value", at(1)}));
  }
};

TEST_F(Flush, TakesEverythingUnderThePrefixAndNothingElse) {
  fill_one_of_each();
  redis().command({"RPUSH", "omnitrack:by another program", "1"});
  const std::vector<std::string> others = {"Omnitrack:a", "omnitrac:a", "omnitrack", "omnitrack2:a",
                                           "x:omnitrack:a"};
  for (const std::string& key : others) redis().command({"SET", key, "1"});
  EXPECT_EQ(value(cache().flush()), 4U);
  EXPECT_EQ(redis().keys(), others);
  EXPECT_EQ(value(cache().get("own")), std::nullopt);
}

TEST_F(Flush, TakesTheDigitalTwinStatesAlong) {
  value(cache().cache_digital_twin_state({at(1), "state"}));
  EXPECT_GE(value(cache().flush()), 1U);
  EXPECT_EQ(redis().keys(), std::vector<std::string>{});
  EXPECT_EQ(value(cache().get_latest_digital_twin_state()), std::nullopt);
}

TEST_F(Flush, OfNothingGivesZero) { EXPECT_EQ(value(cache().flush()), 0U); }

TEST_F(Flush, TakesTheCharactersOfAPatternAsTheyAre) {
  for (const std::string& prefix :
       {std::string("*"), std::string("a*"), std::string("a?c"), std::string("[ab]"),
        std::string("a\\"), std::string("[^a]"), std::string("\\*")}) {
    redis().command({"FLUSHALL"});
    const std::vector<std::string> others = {"*b:k", "\\\\*:k", "a:k", "abc:k", "b:k", "c:k"};
    for (const std::string& key : others) redis().command({"SET", key, "1"});
    configuration.prefix = prefix;
    CacheService service = another();
    value(service.set("own", "value"));
    EXPECT_EQ(value(service.flush()), 1U) << prefix;
    EXPECT_EQ(redis().keys(), others) << prefix;
  }
}

TEST_F(Flush, WithoutAPrefixIsRefused) {
  configuration.prefix = "";
  redis().command({"SET", "k", "1"});
  EXPECT_EQ(error(cache().flush()), ErrorCode::invalid_configuration);
  EXPECT_EQ(redis().keys(), std::vector<std::string>{"k"});
}

TEST_F(Flush, LetsOthersInBetween) {
  redis().command({"DEBUG", "POPULATE", "200000", "omnitrack:many", "10"});
  redis().command({"DEBUG", "POPULATE", "50000", "others", "10"});
  redis().command({"CONFIG", "RESETSTAT"});
  redis().command({"CONFIG", "SET", "slowlog-log-slower-than", "50000"});
  redis().command({"SLOWLOG", "RESET"});
  std::atomic<bool> over = false;
  int answers = 0;
  std::thread other([&] {
    RedisClient client(server().port());
    while (!over) {
      client.command({"ECHO", "hello"});
      ++answers;
    }
  });
  EXPECT_EQ(value(cache().flush()), 200'000U);
  over = true;
  other.join();
  EXPECT_GT(answers, 100);
  EXPECT_EQ(redis().integer({"DBSIZE"}), 50'000);
  EXPECT_EQ(redis().integer({"SLOWLOG", "LEN"}), 0);
  const std::string commands = redis().text({"INFO", "commandstats"});
  for (const char* const blocking : {"cmdstat_keys:", "cmdstat_flushdb:", "cmdstat_flushall:"}) {
    EXPECT_EQ(commands.find(blocking), std::string::npos) << commands;
  }
}

TEST_F(Flush, FailsWhereRedisIsAway) {
  server().kill();
  EXPECT_EQ(error(cache().flush()), ErrorCode::connect_failed);
}

}  // namespace
}  // namespace omnitrack::cache_test
