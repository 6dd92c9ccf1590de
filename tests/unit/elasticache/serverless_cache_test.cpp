#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "../../../constructs/cloudwatch/metric_node.hpp"
#include "../resource_text.hpp"
#include <omnitrack/cfn/elasticache.hpp>
#include <omnitrack/ec2/connections.hpp>
#include <omnitrack/ec2/vpc.hpp>
#include <omnitrack/elasticache/redis_cluster.hpp>
#include <omnitrack/elasticache/serverless_cache.hpp>
#include <omnitrack/fn.hpp>
#include <omnitrack/iam/role.hpp>
#include <omnitrack/testing.hpp>

namespace omnitrack {
namespace {

using assertions::has_resource;
using testing_support::codes_of;

class ServerlessCacheTest : public testing_support::OneStackTest {
 protected:
  Role& role() {
    return stack.add(RoleProps{
        .id = "Role",
        .assumed_by = PolicyPrincipal::service("ecs-tasks.amazonaws.com"),
    });
  }
  Vpc& vpc = stack.add(VpcProps{.id = "Vpc", .availability_zones = 2});
};

TEST_F(ServerlessCacheTest, a_cache_speaks_valkey_and_is_private) {
  stack.add(ServerlessCacheProps{.id = "Cache", .vpc = vpc});
  EXPECT_EQ(resource("Cache"),
            R"({"Type":"AWS::ElastiCache::ServerlessCache","DeletionPolicy":"Delete",)"
            R"("UpdateReplacePolicy":"Delete","Properties":{"Engine":"valkey",)"
            R"("ServerlessCacheName":{"Fn::Join":["",["test-cache-",{"Fn::Select":[0,{"Fn::Split":)"
            R"(["-",{"Fn::Select":[2,{"Fn::Split":["/",{"Ref":"AWS::StackId"}]}]}]}]}]]},)"
            R"("SecurityGroupIds":[{"Fn::GetAtt":["CacheSecurityGroup","GroupId"]}],)"
            R"("SnapshotRetentionLimit":1,"SubnetIds":[{"Ref":"VpcPrivateSubnet1"},{"Ref":)"
            R"("VpcPrivateSubnet2"}]}})");
  EXPECT_EQ(properties("CacheSecurityGroup"),
            R"({"GroupDescription":"Serverless cache Test/Cache","SecurityGroupEgress":)"
            R"([{"IpProtocol":"-1","CidrIp":"0.0.0.0/0","Description":)"
            R"("Allow all outbound traffic"}],"VpcId":{"Ref":"Vpc"}})");
}

TEST_F(ServerlessCacheTest, every_property_is_written_where_it_belongs) {
  auto& user = stack.add(CacheUserProps{.id = "User", .access_string = "on ~* +@all"});
  auto& users = stack.add(CacheUserGroupProps{.id = "Users", .users = {user}});
  stack.add(ServerlessCacheProps{
      .id = "Cache",
      .vpc = vpc,
      .cache_name = "orders",
      .daily_snapshot_time = "03:00",
      .description = "Orders",
      .engine = CacheEngine::redis,
      .final_snapshot_name = "last",
      .kms_key = "arn:aws:kms:eu-central-1:123456789012:key/k",
      .limits = {.max_ecpu_per_second = 5000,
                 .max_storage = 10,
                 .min_ecpu_per_second = 1000,
                 .min_storage = 1},
      .major_engine_version = "7",
      .removal_policy = RemovalPolicy::retain,
      .snapshot_arns_to_restore = {"arn:aws:s3:::snapshots/a.rdb"},
      .snapshot_retention = 7,
      .subnets = {"subnet-0123456789abcdef0", "subnet-0123456789abcdef1"},
      .user_group = users,
  });
  EXPECT_EQ(
      resource("Cache"),
      R"({"Type":"AWS::ElastiCache::ServerlessCache","DeletionPolicy":"Retain",)"
      R"("UpdateReplacePolicy":"Retain","Properties":{"Engine":"redis","ServerlessCacheName":)"
      R"("orders","CacheUsageLimits":{"DataStorage":{"Unit":"GB","Maximum":10,"Minimum":1},)"
      R"("ECPUPerSecond":{"Maximum":5000,"Minimum":1000}},"DailySnapshotTime":"03:00",)"
      R"("Description":"Orders","FinalSnapshotName":"last","KmsKeyId":"arn:aws:kms:)"
      R"(eu-central-1:123456789012:key/k","MajorEngineVersion":"7","SecurityGroupIds":[{"Fn::)"
      R"(GetAtt":["CacheSecurityGroup","GroupId"]}],"SnapshotArnsToRestore":["arn:aws:s3:::)"
      R"(snapshots/a.rdb"],"SnapshotRetentionLimit":7,"SubnetIds":)"
      R"(["subnet-0123456789abcdef0","subnet-0123456789abcdef1"],"UserGroupId":{"Ref":)"
      R"("Users"}}})");
}

TEST_F(ServerlessCacheTest, memcached_has_its_port_and_no_snapshots) {
  auto& cache =
      stack.add(ServerlessCacheProps{.id = "Cache", .vpc = vpc, .engine = CacheEngine::memcached});
  auto& client = stack.add(SecurityGroupProps{.id = "Client", .vpc = vpc});
  cache.connections().allow_from(client);
  EXPECT_EQ(properties("Cache").find("Snapshot"), std::string::npos);
  EXPECT_EQ(properties("CacheSecurityGroupFromClientTCP1121111212"),
            R"({"IpProtocol":"tcp","Description":"Allow TCP 11211-11212","FromPort":11211,)"
            R"("GroupId":{"Fn::GetAtt":["CacheSecurityGroup","GroupId"]},"SourceSecurityGroupId":)"
            R"({"Fn::GetAtt":["Client","GroupId"]},"ToPort":11212})");
}

TEST_F(ServerlessCacheTest, users_are_authenticated_by_iam_or_by_passwords) {
  auto& iam =
      stack.add(CacheUserProps{.id = "Iam", .access_string = "on ~* +@read", .user_id = "reader"});
  auto& nobody = stack.add(CacheUserProps{.id = "Nobody",
                                          .access_string = "off ~* -@all",
                                          .authentication = CacheAuthentication::none(),
                                          .engine = CacheEngine::redis,
                                          .user_id = "nobody",
                                          .user_name = "default"});
  auto& known = stack.add(CacheUserProps{
      .id = "Known",
      .access_string = "on ~* +@all",
      .authentication = CacheAuthentication::passwords({"{{resolve:secretsmanager:a}}"}),
      .user_id = "known",
      .user_name = "writer"});
  stack.add(CacheUserGroupProps{.id = "Users",
                                .users = {iam, nobody, known},
                                .engine = CacheEngine::redis,
                                .user_group_id = "users"});
  EXPECT_EQ(properties("Iam"),
            R"({"Engine":"valkey","UserId":"reader","UserName":"reader","AccessString":)"
            R"("on ~* +@read","AuthenticationMode":{"Type":"iam"}})");
  EXPECT_EQ(properties("Nobody"),
            R"({"Engine":"redis","UserId":"nobody","UserName":"default","AccessString":)"
            R"("off ~* -@all","AuthenticationMode":{"Type":"no-password-required"}})");
  EXPECT_EQ(properties("Known"),
            R"({"Engine":"valkey","UserId":"known","UserName":"writer","AccessString":)"
            R"("on ~* +@all","AuthenticationMode":{"Type":"password","Passwords":["{{resolve:)"
            R"(secretsmanager:a}}"]}})");
  EXPECT_EQ(properties("Users"),
            R"({"Engine":"redis","UserGroupId":"users","UserIds":[{"Ref":"Iam"},{"Ref":"Nobody"},)"
            R"({"Ref":"Known"}]})");
}

TEST_F(ServerlessCacheTest, a_connection_by_iam_names_the_cache_and_the_user) {
  auto& user = stack.add(CacheUserProps{.id = "User", .access_string = "on ~* +@all"});
  auto& users = stack.add(CacheUserGroupProps{.id = "Users", .users = {user}});
  auto& application = role();
  stack.add(ServerlessCacheProps{.id = "Cache", .vpc = vpc, .user_group = users})
      .grant_connect(application, user);
  stack
      .add(RedisClusterProps{
          .id = "Valkey",
          .node_type = "cache.t4g.micro",
          .vpc = vpc,
          .replication = RedisReplication{.user_group_ids = {users.user_group_id()}},
          .version = RedisVersion::valkey_8_0})
      .grant_connect(application, user);
  EXPECT_EQ(
      properties("RoleDefaultPolicy"),
      R"({"PolicyDocument":{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":)"
      R"("elasticache:Connect","Resource":[{"Fn::GetAtt":["Cache","ARN"]},{"Fn::GetAtt":)"
      R"(["User","Arn"]}]},{"Effect":"Allow","Action":"elasticache:Connect","Resource":[{"Fn:)"
      R"(:Sub":"arn:${AWS::Partition}:elasticache:${AWS::Region}:${AWS::AccountId}:)"
      R"(replicationgroup:${ValkeyReplicationGroup}"},{"Fn::GetAtt":["User","Arn"]}]}]},)"
      R"("PolicyName":"DefaultPolicy","Roles":[{"Ref":"Role"}]})");
  EXPECT_EQ(properties("ValkeyParameterGroup"),
            R"({"CacheParameterGroupFamily":"valkey8","Description":"Parameters of Test/Valkey"})");
  EXPECT_THAT(written(), has_resource("ValkeyReplicationGroup",
                                      {{"Engine", "valkey"}, {"EngineVersion", "8.0"}}));
}

TEST_F(ServerlessCacheTest, one_that_is_made_elsewhere_is_reached_and_granted) {
  auto& group = SecurityGroup::from_id(stack, "Group", "sg-0123456789abcdef0");
  auto& client = stack.add(SecurityGroupProps{.id = "Client", .vpc = vpc});
  auto& cache = ServerlessCache::from_attributes(
      stack, "Cache", {.cache_name = "orders", .security_groups = {Link<SecurityGroup>(group)}});
  cache.connections().allow_from(client);
  cache.grant_connect(role(),
                      stack.add(CacheUserProps{.id = "User", .access_string = "on ~* +@all"}));
  EXPECT_NE(properties("RoleDefaultPolicy").find("serverlesscache:orders"), std::string::npos);
  EXPECT_THAT(written(), has_resource("GroupFromClientTCP63796380"));
}

TEST_F(ServerlessCacheTest, its_metrics_are_measured_of_it) {
  auto& cache = stack.add(ServerlessCacheProps{.id = "Cache", .vpc = vpc});
  const MetricProps& measured = cache.metric_processing_units().node().measured;
  EXPECT_EQ(measured.name_space, "AWS/ElastiCache");
  EXPECT_EQ(measured.metric_name, "ElastiCacheProcessingUnits");
  EXPECT_EQ(measured.statistic, "Sum");
  stack.add(
      OutputProps{.id = "Dimensions", .value = fn::to_json_string(Json(measured.dimensions))});
  const std::string text = testing_support::compact_template(app);
  EXPECT_NE(text.find(R"("clusterId":{"Ref":"Cache"})"), std::string::npos) << text;
}

TEST_F(ServerlessCacheTest, what_is_wrong_with_a_cache_is_said) {
  const int gigabytes = 9000;
  const std::string name = "Orders";
  const std::string time = "3:00";
  auto& user = stack.add(CacheUserProps{.id = "User",
                                        .access_string = "on ~* +@all",
                                        .engine = CacheEngine::memcached,
                                        .user_id = name,
                                        .user_name = "other"});
  auto& users =
      stack.add(CacheUserGroupProps{.id = "Users", .users = {user}, .engine = CacheEngine::redis});
  stack.add(ServerlessCacheProps{.id = "Cache",
                                 .vpc = vpc,
                                 .cache_name = name,
                                 .daily_snapshot_time = time,
                                 .engine = CacheEngine::memcached,
                                 .limits = {.max_storage = gigabytes, .min_storage = 5000},
                                 .user_group = users});
  auto& node = stack.add(RedisClusterProps{.id = "Node",
                                           .node_type = "cache.t4g.micro",
                                           .vpc = vpc,
                                           .version = RedisVersion::valkey_7_2});
  node.grant_connect(role(), user);
  static_cast<void>(
      ServerlessCache::from_attributes(stack, "Imported", {.cache_name = "a"}).resource());
  EXPECT_EQ(codes_of(app),
            "OT3541 OT3542 OT3543 OT3544 OT3541 OT3545 OT3546 OT3542 OT3547 OT3548 OT2901");
}

}  // namespace
}  // namespace omnitrack
