#include "in_environment.hpp"
#include "service.hpp"

namespace omnitrack::cache_test {
namespace {

using Variables = std::map<std::string, std::string>;

class IamFromEnvironment : public InEnvironment {
 public:
  static Variables working() {
    return {{"REDIS_HOST", "cache.example"}, {"REDIS_TLS", "true"},
            {"REDIS_AUTH", "iam"},           {"REDIS_USERNAME", "app"},
            {"REDIS_IAM_CACHE", "shop"},     {"AWS_REGION", "eu-central-1"}};
  }
  static Result<Configuration> read(const Variables& variables) {
    set(variables);
    return Configuration::from_environment();
  }
  static std::string why(const std::string& name, const std::string& text) {
    Variables variables = working();
    variables[name] = text;
    const auto configuration = read(variables);
    EXPECT_EQ(error(configuration), ErrorCode::invalid_configuration) << name << " " << text;
    return configuration ? "" : configuration.error().message;
  }
};

TEST_F(IamFromEnvironment, IsReadAsFarAsItIsSet) {
  const Configuration configuration = value(read(working()));
  ASSERT_TRUE(configuration.iam);
  EXPECT_EQ(configuration.iam->user, "app");
  EXPECT_EQ(configuration.iam->cache, "shop");
  EXPECT_FALSE(configuration.iam->is_serverless);
  EXPECT_FALSE(configuration.credentials);
  EXPECT_EQ(error(check(configuration)), std::nullopt);

  Variables serverless = working();
  serverless["REDIS_IAM_SERVERLESS"] = "true";
  EXPECT_TRUE(value(read(serverless)).iam->is_serverless);
  EXPECT_FALSE(value(read({{"REDIS_HOST", "cache.example"}})).iam);
}

TEST_F(IamFromEnvironment, WhatIsMissingOrWrongIsNamed) {
  EXPECT_EQ(why("REDIS_TLS", "false"), "REDIS_AUTH is iam, which needs TLS; set REDIS_TLS to true");
  EXPECT_EQ(why("REDIS_USERNAME", ""),
            "REDIS_AUTH is iam and REDIS_USERNAME, the user's id, is not set");
  EXPECT_EQ(why("REDIS_IAM_CACHE", ""),
            "REDIS_AUTH is iam and REDIS_IAM_CACHE is not set; it is the id of the replication "
            "group or the name of the serverless cache");
  EXPECT_EQ(why("REDIS_IAM_SERVERLESS", "yes"),
            "REDIS_IAM_SERVERLESS is 'yes'; it is true or false");
  EXPECT_EQ(why("REDIS_PASSWORD", "secret"),
            "REDIS_AUTH is iam and REDIS_PASSWORD is set; leave one of them out");
  EXPECT_EQ(why("REDIS_AUTH", "kerberos"), "REDIS_AUTH is 'kerberos'; it is iam or password");
  EXPECT_EQ(why("REDIS_AUTH", "password"), "REDIS_IAM_CACHE is set and REDIS_AUTH is not iam");
  EXPECT_EQ(read({{"REDIS_HOST", "a"}, {"REDIS_AUTH", "password"}}).error().message,
            "REDIS_AUTH is password and REDIS_PASSWORD is not set");
}

class ConfiguringIam : public InEnvironment {
 public:
  ConfiguringIam() {
    configuration.host = "cache.example";
    configuration.tls = true;
    configuration.iam = {.user = "app", .cache = "shop", .region = "eu-central-1"};
  }
  void expect_refused(const std::string& message) {
    const auto made = CacheService::create(configuration);
    ASSERT_EQ(error(made), ErrorCode::invalid_configuration) << message;
    EXPECT_EQ(made.error().message, message);
  }
  Configuration configuration;
};

TEST_F(ConfiguringIam, NeedsTls) {
  configuration.tls = false;
  expect_refused("authentication by IAM needs TLS; set tls");
}

TEST_F(ConfiguringIam, ExcludesCredentials) {
  configuration.credentials = [] { return cache::Credentials{}; };
  expect_refused("both iam and credentials are set");
}

TEST_F(ConfiguringIam, NeedsIdsAsElastiCacheHasThem) {
  configuration.iam->user = "App";
  expect_refused("'App' is not a user's id; it has small letters, digits and hyphens");
  configuration.iam->user = "app";
  configuration.iam->cache = "shop.abc.cache.amazonaws.com";
  expect_refused(
      "'shop.abc.cache.amazonaws.com' is not a cache's id or name, which has small letters, digits "
      "and hyphens; an endpoint's host name is none");
}

TEST_F(ConfiguringIam, NeedsARegion) {
  configuration.iam->region = "";
  expect_refused("IAM needs the cache's region; set AWS_REGION, or iam.region");
  set({{"AWS_DEFAULT_REGION", "eu-west-1"}});
  EXPECT_EQ(error(check(configuration)), std::nullopt);
}

}  // namespace
}  // namespace omnitrack::cache_test
