#include <cstdlib>
#include <functional>
#include <map>

#include <gtest/gtest.h>

#include "child_process.hpp"
#include "in_environment.hpp"
#include "on_redis.hpp"

namespace omnitrack::cache_test {
namespace {

using std::chrono::hours;
using std::chrono::seconds;

Configuration working() {
  Configuration configuration;
  configuration.host = "cache.example";
  return configuration;
}

TEST(Configuring, TheTimesToLiveAreTheDocumentedOnes) {
  const Configuration configuration;
  EXPECT_EQ(configuration.times_to_live.simulation_result, seconds(3'600));
  EXPECT_EQ(configuration.times_to_live.session, seconds(86'400));
  EXPECT_EQ(configuration.times_to_live.digital_twin_state, seconds(300));
  EXPECT_EQ(configuration.port, 6379);
}

TEST(Configuring, AServiceIsMadeWithoutAConnection) {
  EXPECT_EQ(error(check(working())), std::nullopt);
  EXPECT_TRUE(CacheService::create(working()).has_value());
}

TEST(Configuring, WhatCannotWorkIsRefused) {
  using Change = std::function<void(Configuration&)>;
  const std::map<std::string, Change> changes = {
      {"no host", [](auto& c) { c.host = ""; }},
      {"no port", [](auto& c) { c.port = 0; }},
      {"a colon in the prefix", [](auto& c) { c.prefix = "a:b"; }},
      {"a control character in the prefix", [](auto& c) { c.prefix = "a\n"; }},
      {"a prefix that is not UTF-8", [](auto& c) { c.prefix = "\xff"; }},
      {"a prefix too long", [](auto& c) { c.prefix = std::string(10'000, 'x'); }},
      {"no value", [](auto& c) { c.max_value_bytes = 0; }},
      {"values too large", [](auto& c) { c.max_value_bytes = (std::size_t{64} << 20U) + 1; }},
      {"no connection", [](auto& c) { c.max_connections = 0; }},
      {"too many connections", [](auto& c) { c.max_connections = 1001; }},
      {"no time to connect", [](auto& c) { c.connect_timeout = milliseconds(0); }},
      {"less than no time to connect", [](auto& c) { c.connect_timeout = milliseconds(-1); }},
      {"no time for a command", [](auto& c) { c.command_timeout = milliseconds(0); }},
      {"endless time for a command", [](auto& c) { c.command_timeout = milliseconds::max(); }},
      {"less than no time to wait", [](auto& c) { c.acquire_timeout = milliseconds(-1); }},
      {"less than no idle time", [](auto& c) { c.check_after = milliseconds(-1); }},
      {"no time to compute", [](auto& c) { c.compute_limit = milliseconds(0); }},
      {"no failures", [](auto& c) { c.backoff.failures = 0; }},
      {"no first pause", [](auto& c) { c.backoff.first = milliseconds(-1); }},
      {"no longest pause", [](auto& c) { c.backoff.longest = milliseconds(-1); }},
      {"simulations of no life",
       [](auto& c) { c.times_to_live.simulation_result = milliseconds(0); }},
      {"sessions of no life", [](auto& c) { c.times_to_live.session = milliseconds(-1); }},
      {"states of no life", [](auto& c) { c.times_to_live.digital_twin_state = milliseconds(0); }},
      {"simulations for ever",
       [](auto& c) { c.times_to_live.simulation_result = milliseconds::max(); }},
      {"sessions for ever", [](auto& c) { c.times_to_live.session = milliseconds::max(); }},
      {"states for ever",
       [](auto& c) { c.times_to_live.digital_twin_state = milliseconds::max(); }},
      {"a cluster that is never learned again",
       [](auto& c) { c.cluster.refresh_after = milliseconds(0); }},
      {"the same zone as nobody",
       [](auto& c) { c.cluster.read_from = cache::ReadFrom::same_zone; }},
      {"a prefix with half a tag in a cluster",
       [](auto& c) {
         c.deployment = cache::Deployment::cluster;
         c.prefix = "a{b";
       }},
      {"a file of authorities that is not there in a cluster",
       [](auto& c) {
         c.deployment = cache::Deployment::cluster;
         c.tls = true;
         c.ca_file = "/nonexistent/ca.crt";
       }},
      {"a file of authorities that is not there",
       [](auto& c) {
         c.tls = true;
         c.ca_file = "/nonexistent/ca.crt";
       }},
  };
  for (const auto& [what, change] : changes) {
    Configuration configuration = working();
    change(configuration);
    const auto made = CacheService::create(configuration);
    EXPECT_EQ(error(made), ErrorCode::invalid_configuration) << what;
    if (!made) {
      EXPECT_FALSE(made.error().message.empty()) << what;
    }
  }
}

TEST(Configuring, TheBoundsThemselvesWork) {
  Configuration configuration = working();
  configuration.prefix = "";
  configuration.max_value_bytes = std::size_t{64} << 20U;
  configuration.max_connections = 1000;
  configuration.connect_timeout = milliseconds(1);
  configuration.command_timeout = milliseconds(1);
  configuration.acquire_timeout = milliseconds(1);
  configuration.backoff = {.failures = 1, .first = milliseconds(1), .longest = milliseconds(1)};
  configuration.times_to_live = {milliseconds(1), milliseconds(1), milliseconds(1)};
  configuration.log = nullptr;
  EXPECT_EQ(error(check(configuration)), std::nullopt);
  configuration.max_value_bytes = 1;
  configuration.max_connections = 1;
  EXPECT_EQ(error(check(configuration)), std::nullopt);
}

class FromEnvironment : public InEnvironment {
 public:
  static Result<Configuration> read(const std::map<std::string, std::string>& variables) {
    set(variables);
    return Configuration::from_environment();
  }
};

TEST_F(FromEnvironment, HostAndPortAreRead) {
  const Configuration configuration =
      value(read({{"REDIS_HOST", "cache.example"}, {"REDIS_PORT", "6380"}}));
  EXPECT_EQ(configuration.host, "cache.example");
  EXPECT_EQ(configuration.port, 6380);
  EXPECT_EQ(configuration.prefix, "omnitrack");
  EXPECT_FALSE(configuration.tls);
}

TEST_F(FromEnvironment, ThePortIsRedisOwnWhereNoneIsSet) {
  EXPECT_EQ(value(read({{"REDIS_HOST", "cache.example"}})).port, 6379);
}

TEST_F(FromEnvironment, EverythingElseIsReadAsFarAsItIsSet) {
  const Configuration configuration = value(read({{"REDIS_HOST", "cache.example"},
                                                  {"REDIS_TLS", "true"},
                                                  {"REDIS_CA_FILE", "/ca.crt"},
                                                  {"REDIS_USERNAME", "app"},
                                                  {"REDIS_PASSWORD", "secret"},
                                                  {"REDIS_PREFIX", "staging"}}));
  EXPECT_TRUE(configuration.tls);
  EXPECT_EQ(configuration.ca_file, "/ca.crt");
  EXPECT_EQ(configuration.prefix, "staging");
  const cache::Credentials credentials = configuration.credentials();
  EXPECT_EQ(credentials.user, "app");
  EXPECT_EQ(credentials.password, "secret");
  EXPECT_FALSE(value(read({{"REDIS_HOST", "a"}, {"REDIS_TLS", "false"}})).tls);
}

TEST_F(FromEnvironment, AClusterIsReadWithWhomItReadsFrom) {
  const Configuration single = value(read({{"REDIS_HOST", "a"}}));
  EXPECT_EQ(single.deployment, cache::Deployment::single);
  EXPECT_EQ(single.cluster.read_from, cache::ReadFrom::primary);
  EXPECT_EQ(value(read({{"REDIS_HOST", "a"}, {"REDIS_CLUSTER", "false"}})).deployment,
            cache::Deployment::single);
  const Configuration configuration = value(read({{"REDIS_HOST", "clustercfg.example"},
                                                  {"REDIS_CLUSTER", "true"},
                                                  {"REDIS_READ_FROM", "same_zone"},
                                                  {"REDIS_ZONE", "use1-az1"}}));
  EXPECT_EQ(configuration.deployment, cache::Deployment::cluster);
  EXPECT_EQ(configuration.cluster.read_from, cache::ReadFrom::same_zone);
  EXPECT_EQ(configuration.cluster.zone, "use1-az1");
  EXPECT_EQ(value(read({{"REDIS_HOST", "a"}, {"REDIS_READ_FROM", "replicas"}})).cluster.read_from,
            cache::ReadFrom::replicas);
}

TEST_F(FromEnvironment, WhatIsMissingOrWrongIsNamed) {
  const auto message = [](const std::map<std::string, std::string>& variables) {
    const auto configuration = read(variables);
    EXPECT_EQ(error(configuration), ErrorCode::invalid_configuration);
    return configuration ? std::string() : configuration.error().message;
  };
  EXPECT_NE(message({}).find("REDIS_HOST"), std::string::npos);
  EXPECT_NE(message({{"REDIS_HOST", ""}}).find("REDIS_HOST"), std::string::npos);
  for (const char* const port :
       {"redis", "-1", "0", "65536", "6379.0", " 6379", "6379 ", "+6379"}) {
    const std::string said = message({{"REDIS_HOST", "a"}, {"REDIS_PORT", port}});
    EXPECT_NE(said.find("REDIS_PORT"), std::string::npos) << port;
  }
  for (const char* const tls : {"yes", "1", "TRUE", " true"}) {
    const std::string said = message({{"REDIS_HOST", "a"}, {"REDIS_TLS", tls}});
    EXPECT_NE(said.find("REDIS_TLS"), std::string::npos) << tls;
    const std::string of_cluster = message({{"REDIS_HOST", "a"}, {"REDIS_CLUSTER", tls}});
    EXPECT_NE(of_cluster.find("REDIS_CLUSTER"), std::string::npos) << tls;
  }
  const std::string said = message({{"REDIS_HOST", "a"}, {"REDIS_READ_FROM", "replica"}});
  EXPECT_EQ(said, "REDIS_READ_FROM is 'replica'; it is primary, replicas or same_zone");
}

TEST_F(FromEnvironment, AMessageNeverHoldsThePassword) {
  const auto configuration =
      read({{"REDIS_HOST", "a"}, {"REDIS_PASSWORD", "secret"}, {"REDIS_PORT", "wrong"}});
  ASSERT_FALSE(configuration.has_value());
  EXPECT_EQ(configuration.error().message.find("secret"), std::string::npos);
}

class TheOneService : public OnRedis {};

TEST_F(TheOneService, OfAProcessIsMadeByTheEnvironmentAsAdjustedAndKept) {
  setenv("REDIS_HOST", "127.0.0.1", 1);
  setenv("REDIS_PORT", std::to_string(server().port()).c_str(), 1);
  ChildProcess process({OMNITRACK_CONFIGURED_PROCESS});
  unsetenv("REDIS_HOST");
  unsetenv("REDIS_PORT");
  EXPECT_EQ(process.wait(), 0) << process.output();
  EXPECT_EQ(redis().keys(), std::vector<std::string>{"shop:k"});
}

TEST_F(TheOneService, OfAProcessWithoutAHostIsNone) {
  unsetenv("REDIS_HOST");
  ChildProcess process({OMNITRACK_CONFIGURED_PROCESS});
  EXPECT_EQ(process.wait(), 1);
  EXPECT_NE(process.output().find("REDIS_HOST"), std::string::npos) << process.output();
}

}  // namespace
}  // namespace omnitrack::cache_test
