#include <string>

#include <gtest/gtest.h>

#include "../../../constructs/cloudwatch/metric_node.hpp"
#include "../resource_text.hpp"
#include <omnitrack/ec2/vpc.hpp>
#include <omnitrack/elasticache/cache_user.hpp>
#include <omnitrack/elasticache/redis_cluster.hpp>
#include <omnitrack/elasticache/serverless_cache.hpp>
#include <omnitrack/fn.hpp>
#include <omnitrack/lambda/function.hpp>

namespace omnitrack {
namespace {

using testing_support::codes_of;
using testing_support::compact_template;
using testing_support::object_at;

class CacheAccessTest : public testing::Test {
 protected:
  App app;
  Stack& stack = app.add(StackProps{.id = "Demo"});
  Vpc& vpc = Vpc::from_ids(stack, "Theirs",
                           {.vpc_id = "vpc-01234561",
                            .cidr = "10.0.0.0/16",
                            .private_subnets = {"subnet-01234561", "subnet-01234562"}});
};

TEST_F(CacheAccessTest, MakesAGroupOfItsUsers) {
  auto& app_user = stack.add(CacheUserProps{.id = "AppUser",
                                            .access_string = "on ~omnitrack:* +@all",
                                            .engine = CacheEngine::redis,
                                            .user_id = "app"});
  stack.add(RedisClusterProps{.id = "Redis",
                              .node_type = "cache.t3.micro",
                              .vpc = vpc,
                              .replication = RedisReplication{.users = {app_user}},
                              .version = RedisVersion::v7_0});
  auto& other = stack.add(CacheUserProps{.id = "Other", .access_string = "on ~* +@all"});
  stack.add(RedisClusterProps{.id = "Valkey",
                              .node_type = "cache.t3.micro",
                              .vpc = vpc,
                              .replication = RedisReplication{.users = {app_user, other}},
                              .version = RedisVersion::valkey_8_0});
  const std::string text = compact_template(app);
  EXPECT_NE(
      object_at(text, "RedisReplicationGroup").find(R"("UserGroupIds":[{"Ref":"RedisUsers"}])"),
      std::string::npos);
  const std::string group = object_at(text, "RedisUsers");
  EXPECT_NE(group.find(R"("Engine":"redis")"), std::string::npos) << group;
  EXPECT_NE(group.find(R"("UserIds":[{"Ref":"AppUser"},{"Ref":"RedisDefaultUser"}])"),
            std::string::npos)
      << group;
  const std::string nobody = object_at(text, "RedisDefaultUser");
  EXPECT_NE(
      nobody.find(R"("UserName":"default","AccessString":"off ~* -@all","AuthenticationMode":)"
                  R"({"Type":"no-password-required"})"),
      std::string::npos)
      << nobody;
  // Groups of Valkey need no such user.
  EXPECT_NE(object_at(text, "ValkeyUsers").find(R"("UserIds":[{"Ref":"AppUser"},{"Ref":"Other"}])"),
            std::string::npos);
  EXPECT_EQ(text.find("ValkeyDefaultUser"), std::string::npos);
}

TEST_F(CacheAccessTest, NamesItsGroupAsItself) {
  auto& user = stack.add(
      CacheUserProps{.id = "User", .access_string = "on ~* +@all", .engine = CacheEngine::redis});
  const auto add = [&](std::string_view id, const std::string& name) {
    stack.add(RedisClusterProps{.id = id,
                                .node_type = "cache.t3.micro",
                                .vpc = vpc,
                                .cluster_name = name,
                                .replication = RedisReplication{.users = {user}}});
  };
  add("Short", "shop");
  add("Long", std::string(33, 'a'));
  const std::string text = compact_template(app);
  EXPECT_NE(object_at(text, "ShortUsers").find(R"("UserGroupId":"shop-users")"), std::string::npos);
  EXPECT_NE(object_at(text, "ShortDefaultUser").find(R"("UserId":"shop-default")"),
            std::string::npos);
  EXPECT_NE(object_at(text, "LongUsers").find(R"("UserGroupId":"aaa)"), std::string::npos);
  EXPECT_NE(object_at(text, "LongDefaultUser").find(R"("UserId":{"Fn::Join")"), std::string::npos);
}

TEST_F(CacheAccessTest, HasTheDefaultUserThatIsGiven) {
  auto& everybody = stack.add(CacheUserProps{.id = "Everybody",
                                             .access_string = "on ~* +@read",
                                             .authentication = CacheAuthentication::none(),
                                             .engine = CacheEngine::redis,
                                             .user_name = "default"});
  stack.add(RedisClusterProps{.id = "Redis",
                              .node_type = "cache.t3.micro",
                              .vpc = vpc,
                              .replication = RedisReplication{.users = {everybody}}});
  EXPECT_EQ(compact_template(app).find("RedisDefaultUser"), std::string::npos);
}

TEST_F(CacheAccessTest, SpreadsItsKeysOverShards) {
  RedisCluster& redis = stack.add(RedisClusterProps{
      .id = "Redis",
      .node_type = "cache.r6gd.xlarge",
      .vpc = vpc,
      .parameters = {.maxmemory_policy = MaxMemoryPolicy::allkeys_lru},
      .replication =
          RedisReplication{.data_tiering = true, .multi_az = false, .replicas = 2, .shards = 3},
      .version = RedisVersion::valkey_8_0});
  stack.add(OutputProps{.id = "Host", .value = redis.endpoint_address()});
  stack.add(OutputProps{.id = "Port", .value = redis.endpoint_port()});
  stack.add(OutputProps{.id = "Reader", .value = redis.reader_address()});
  stack.add(OutputProps{.id = "Node",
                        .value = fn::to_json_string(
                            Json(redis.metric("Evictions", 2, 3).node().measured.dimensions))});
  const std::string text = compact_template(app);
  const std::string group = object_at(text, "RedisReplicationGroup");
  for (const char* const part :
       {R"("UpdatePolicy":{"UseOnlineResharding":true})", R"("NumNodeGroups":3)",
        R"("ReplicasPerNodeGroup":2)", R"("AutomaticFailoverEnabled":true)",
        R"("MultiAZEnabled":false)", R"("DataTieringEnabled":true)"}) {
    EXPECT_NE(group.find(part), std::string::npos) << part << " is not in " << group;
  }
  EXPECT_EQ(group.find("NumCacheClusters"), std::string::npos);
  EXPECT_NE(object_at(text, "RedisParameterGroup")
                .find(R"("Properties":{"cluster-enabled":"yes","maxmemory-policy":"allkeys-lru"})"),
            std::string::npos);
  for (const char* const output : {"Host", "Reader"}) {
    EXPECT_NE(
        object_at(text, output)
            .find(R"({"Fn::GetAtt":["RedisReplicationGroup","ConfigurationEndPoint.Address"]})"),
        std::string::npos);
  }
  EXPECT_NE(object_at(text, "Port").find("ConfigurationEndPoint.Port"), std::string::npos);
  EXPECT_NE(object_at(text, "Node").find("-0003-002"), std::string::npos)
      << object_at(text, "Node");
}

class ConnectedFunctionTest : public CacheAccessTest {
 protected:
  Function& add_function() {
    return stack.add(FunctionProps{.id = "Function",
                                   .code = FunctionCode::inline_text("exports.handler = 1;"),
                                   .handler = "index.handler",
                                   .runtime = Runtime::nodejs22_x,
                                   .vpc = vpc});
  }
  [[nodiscard]] std::string environment() {
    const std::string function = object_at(compact_template(app), "Function");
    const std::size_t begin = function.find(R"("Variables":)");
    return begin == std::string::npos ? "" : function.substr(begin, function.find("}}", begin));
  }
};

TEST_F(ConnectedFunctionTest, KnowsTheCacheAndReachesIt) {
  stack.add(RedisClusterProps{.id = "Redis", .node_type = "cache.t3.micro", .vpc = vpc})
      .connect(add_function());
  const std::string text = compact_template(app);
  EXPECT_NE(
      object_at(text, "Function")
          .find(R"("Variables":{"REDIS_HOST":{"Fn::GetAtt":["Redis","RedisEndpoint.Address"]},)"
                R"("REDIS_PORT":{"Fn::GetAtt":["Redis","RedisEndpoint.Port"]}})"),
      std::string::npos)
      << object_at(text, "Function");
  EXPECT_NE(text.find(R"("FromPort":6379)"), std::string::npos);
  EXPECT_EQ(text.find("elasticache:Connect"), std::string::npos);
}

TEST_F(ConnectedFunctionTest, SignsInByIam) {
  auto& user =
      stack.add(CacheUserProps{.id = "User", .access_string = "on ~* +@all", .user_id = "app"});
  stack
      .add(RedisClusterProps{.id = "Redis",
                             .node_type = "cache.t3.micro",
                             .vpc = vpc,
                             .replication = RedisReplication{.shards = 2, .users = {user}},
                             .version = RedisVersion::valkey_8_0})
      .connect(add_function(), user);
  const std::string text = compact_template(app);
  EXPECT_NE(
      object_at(text, "Function")
          .find(R"("REDIS_TLS":"true","REDIS_CLUSTER":"true","REDIS_AUTH":"iam","REDIS_USERNAME":)"
                R"({"Ref":"User"},"REDIS_IAM_CACHE":{"Ref":"RedisReplicationGroup"}})"),
      std::string::npos)
      << object_at(text, "Function");
  EXPECT_NE(text.find(R"("Action":"elasticache:Connect")"), std::string::npos);
}

TEST_F(ConnectedFunctionTest, OfAServerlessCacheSaysThatItIs) {
  auto& user = stack.add(CacheUserProps{.id = "User", .access_string = "on ~* +@all"});
  stack.add(ServerlessCacheProps{.id = "Cache", .vpc = vpc, .users = {user}})
      .connect(add_function(), user);
  const std::string text = compact_template(app);
  EXPECT_NE(
      object_at(text, "Function")
          .find(R"("REDIS_HOST":{"Fn::GetAtt":["Cache","Endpoint.Address"]},"REDIS_PORT":)"
                R"({"Fn::GetAtt":["Cache","Endpoint.Port"]},"REDIS_TLS":"true","REDIS_CLUSTER":)"
                R"("true","REDIS_AUTH":"iam","REDIS_USERNAME":{"Ref":"User"},"REDIS_IAM_CACHE":)"
                R"({"Ref":"Cache"},"REDIS_IAM_SERVERLESS":"true"})"),
      std::string::npos)
      << object_at(text, "Function");
  EXPECT_NE(object_at(text, "Cache").find(R"("UserGroupId":{"Ref":"CacheUsers"})"),
            std::string::npos);
}

TEST_F(ConnectedFunctionTest, ReportsWhatIamCannotAuthenticate) {
  auto& known = stack.add(
      CacheUserProps{.id = "Known",
                     .access_string = "on ~* +@all",
                     .authentication = CacheAuthentication::passwords({"{{resolve:ssm:a}}"})});
  Function& function = add_function();
  const auto add = [&](std::string_view id, RedisVersion version) -> RedisCluster& {
    return stack.add(RedisClusterProps{.id = id,
                                       .node_type = "cache.t3.micro",
                                       .vpc = vpc,
                                       .replication = RedisReplication{.users = {known}},
                                       .version = version});
  };
  add("Valkey", RedisVersion::valkey_8_0).connect(function, known);
  auto& user = stack.add(CacheUserProps{.id = "User", .access_string = "on ~* +@all"});
  add("Old", RedisVersion::v6_2).grant_connect(function, user);
  EXPECT_EQ(codes_of(app), "OT2619 OT2623");
}

TEST_F(CacheAccessTest, ReportsShardsAndUsersThatContradictThemselves) {
  auto& user = stack.add(CacheUserProps{.id = "User", .access_string = "on ~* +@all"});
  const auto add = [&](std::string_view id, const char* node_type,
                       const RedisReplication& replication) {
    stack.add(RedisClusterProps{.id = id,
                                .node_type = node_type,
                                .vpc = vpc,
                                .replication = replication,
                                .version = RedisVersion::valkey_8_0});
  };
  add("A", "cache.t3.micro", {.shards = 501});
  add("B", "cache.t3.micro", {.user_group_ids = {"group"}, .users = {user}});
  add("C", "cache.t3.micro", {.encryption_in_transit = false, .users = {user}});
  add("D", "cache.t3.micro", {.data_tiering = true});
  add("E", "cache.r6gd.xlarge", {});
  add("F", "cache.t3.micro", {.auth_token = secret({.secret_id = "redis"}), .users = {user}});
  EXPECT_EQ(codes_of(app), "OT2621 OT2620 OT2614 OT2622 OT2622 OT2613");
}

}  // namespace
}  // namespace omnitrack
