#include <string>

#include <gtest/gtest.h>

#include "../resource_text.hpp"
#include <omnitrack/ec2/vpc.hpp>
#include <omnitrack/elasticache/redis_cluster.hpp>
#include <omnitrack/fn.hpp>
#include <omnitrack/logs/log_group.hpp>

namespace omnitrack {
namespace {

using testing_support::codes_of;
using testing_support::compact_template;
using testing_support::object_at;

class RedisClusterTest : public testing::Test {
 protected:
  App app;
  Stack& stack = app.add(StackProps{.id = "Demo"});
  Vpc& vpc = Vpc::from_ids(stack, "Theirs",
                           {.vpc_id = "vpc-01234561",
                            .cidr = "10.0.0.0/16",
                            .private_subnets = {"subnet-01234561", "subnet-01234562"}});
};

TEST_F(RedisClusterTest, TakesTheDescriptionsAndTheNameOfItsGroups) {
  stack.add(RedisClusterProps{
      .id = "Redis",
      .node_type = "cache.t3.micro",
      .vpc = vpc,
      .parameter_group_description = "parameters",
      .security_group_description = "firewall",
      .subnet_group_description = "subnets",
      .subnet_group_name = "redis-subnets",
  });
  const std::string text = compact_template(app);
  EXPECT_EQ(object_at(text, "RedisSubnetGroup"),
            R"({"Type":"AWS::ElastiCache::SubnetGroup","Properties":{"Description":"subnets",)"
            R"("SubnetIds":["subnet-01234561","subnet-01234562"],)"
            R"("CacheSubnetGroupName":"redis-subnets"}})");
  EXPECT_NE(object_at(text, "RedisParameterGroup").find(R"("Description":"parameters")"),
            std::string::npos);
  EXPECT_NE(object_at(text, "RedisSecurityGroup").find(R"("GroupDescription":"firewall")"),
            std::string::npos);
}

TEST_F(RedisClusterTest, IsOneNodeAsDocumented) {
  const Vpc& made = stack.add(VpcProps{.id = "Vpc"});
  RedisCluster& redis = stack.add(RedisClusterProps{
      .id = "Redis",
      .node_type = "cache.t3.micro",
      .vpc = made,
      .cluster_name = "omnitrack-redis-cluster",
      .maintenance_window = "sun:05:00-sun:06:00",
      .parameters = {.maxmemory_policy = MaxMemoryPolicy::allkeys_lru, .timeout = 300},
      .snapshot_retention_days = 5,
      .snapshot_window = "03:00-04:00",
      .version = RedisVersion::v7_0,
  });
  redis.allow_from(Peer::ipv4(made.cidr()), "Redis from the VPC");
  const std::string text = compact_template(app);
  EXPECT_EQ(object_at(text, "Redis"),
            R"({"Type":"AWS::ElastiCache::CacheCluster","DeletionPolicy":"Delete",)"
            R"("UpdateReplacePolicy":"Delete","Properties":{"CacheNodeType":"cache.t3.micro",)"
            R"("Engine":"redis","NumCacheNodes":1,"AutoMinorVersionUpgrade":true,)"
            R"("CacheParameterGroupName":{"Ref":"RedisParameterGroup"},)"
            R"("CacheSubnetGroupName":{"Ref":"RedisSubnetGroup"},)"
            R"("ClusterName":"omnitrack-redis-cluster","EngineVersion":"7.0","Port":6379,)"
            R"("PreferredMaintenanceWindow":"sun:05:00-sun:06:00","SnapshotRetentionLimit":5,)"
            R"("SnapshotWindow":"03:00-04:00",)"
            R"("VpcSecurityGroupIds":[{"Fn::GetAtt":["RedisSecurityGroup","GroupId"]}]}})");
  EXPECT_EQ(object_at(text, "RedisSubnetGroup"),
            R"({"Type":"AWS::ElastiCache::SubnetGroup","Properties":{)"
            R"("Description":"Subnets of Demo/Redis","SubnetIds":[{"Ref":"VpcPrivateSubnet1"},)"
            R"({"Ref":"VpcPrivateSubnet2"},{"Ref":"VpcPrivateSubnet3"}]}})");
  EXPECT_EQ(object_at(text, "RedisParameterGroup"),
            R"({"Type":"AWS::ElastiCache::ParameterGroup","Properties":{)"
            R"("CacheParameterGroupFamily":"redis7","Description":"Parameters of Demo/Redis",)"
            R"("Properties":{"maxmemory-policy":"allkeys-lru","timeout":"300"}}})");
  EXPECT_EQ(object_at(text, "RedisSecurityGroup"),
            R"({"Type":"AWS::EC2::SecurityGroup","Properties":{)"
            R"("GroupDescription":"Redis cache Demo/Redis","SecurityGroupEgress":[{)"
            R"("IpProtocol":"-1","CidrIp":"0.0.0.0/0",)"
            R"("Description":"Allow all outbound traffic"}],"SecurityGroupIngress":[{)"
            R"("IpProtocol":"tcp","CidrIp":{"Fn::GetAtt":["Vpc","CidrBlock"]},)"
            R"("Description":"Redis from the VPC","FromPort":6379,"ToPort":6379}],)"
            R"("VpcId":{"Ref":"Vpc"}}})");
}

TEST_F(RedisClusterTest, IsAnEncryptedReplicationGroupOverZones) {
  stack.add(RedisClusterProps{
      .id = "Redis",
      .node_type = "cache.r7g.large",
      .vpc = vpc,
      .cluster_name = "omnitrack",
      .replication = RedisReplication{.replicas = 2},
  });
  EXPECT_EQ(object_at(compact_template(app), "RedisReplicationGroup"),
            R"({"Type":"AWS::ElastiCache::ReplicationGroup","DeletionPolicy":"Delete",)"
            R"("UpdateReplacePolicy":"Delete","Properties":{)"
            R"("ReplicationGroupDescription":"Redis cache Demo/Redis",)"
            R"("AtRestEncryptionEnabled":true,"AutoMinorVersionUpgrade":true,)"
            R"("AutomaticFailoverEnabled":true,"CacheNodeType":"cache.r7g.large",)"
            R"("CacheParameterGroupName":{"Ref":"RedisParameterGroup"},)"
            R"("CacheSubnetGroupName":{"Ref":"RedisSubnetGroup"},"Engine":"redis",)"
            R"("EngineVersion":"7.1","MultiAZEnabled":true,"NumCacheClusters":3,"Port":6379,)"
            R"("ReplicationGroupId":"omnitrack",)"
            R"("SecurityGroupIds":[{"Fn::GetAtt":["RedisSecurityGroup","GroupId"]}],)"
            R"("SnapshotRetentionLimit":1,"TransitEncryptionEnabled":true}})");
}

TEST_F(RedisClusterTest, HasOneEndpointInEitherForm) {
  const RedisCluster& one =
      stack.add(RedisClusterProps{.id = "One", .node_type = "cache.t3.micro", .vpc = vpc});
  const RedisCluster& many = stack.add(RedisClusterProps{
      .id = "Many", .node_type = "cache.t3.micro", .vpc = vpc, .replication = RedisReplication{}});
  EXPECT_FALSE(one.requires_tls());
  EXPECT_TRUE(many.requires_tls());
  stack.add(UntypedResourceProps{
      .id = "Custom",
      .type = "Private::Test::Thing",
      .properties = {{"One", concat(one.endpoint_address(), ":", one.endpoint_port())},
                     {"OneReader", one.reader_address()},
                     {"Many", concat(many.endpoint_address(), ":", many.endpoint_port())},
                     {"ManyReader", many.reader_address()}},
  });
  EXPECT_EQ(object_at(compact_template(app), "Custom"),
            R"({"Type":"Private::Test::Thing","Properties":{)"
            R"("One":{"Fn::Sub":"${One.RedisEndpoint.Address}:${One.RedisEndpoint.Port}"},)"
            R"("OneReader":{"Fn::GetAtt":["One","RedisEndpoint.Address"]},)"
            R"("Many":{"Fn::Sub":"${ManyReplicationGroup.PrimaryEndPoint.Address}:)"
            R"(${ManyReplicationGroup.PrimaryEndPoint.Port}"},)"
            R"("ManyReader":{"Fn::GetAtt":["ManyReplicationGroup","ReaderEndPoint.Address"]}}})");
}

TEST_F(RedisClusterTest, LetsTheMembersOfAGroupConnectToItsPort) {
  RedisCluster& redis = stack.add(
      RedisClusterProps{.id = "Redis", .node_type = "cache.t3.micro", .vpc = vpc, .port = 6380});
  SecurityGroup& client =
      stack.add(SecurityGroupProps{.id = "Client", .vpc = vpc, .allow_all_outbound = false});
  redis.grant_connect(client);
  const std::string text = compact_template(app);
  EXPECT_EQ(object_at(text, "RedisSecurityGroupFromClientTCP6380"),
            R"({"Type":"AWS::EC2::SecurityGroupIngress","Properties":{"IpProtocol":"tcp",)"
            R"("Description":"Redis clients","FromPort":6380,)"
            R"("GroupId":{"Fn::GetAtt":["RedisSecurityGroup","GroupId"]},)"
            R"("SourceSecurityGroupId":{"Fn::GetAtt":["Client","GroupId"]},"ToPort":6380}})");
  EXPECT_NE(object_at(text, "ClientToRedisSecurityGroupTCP6380"), "");
}

TEST_F(RedisClusterTest, TakesASecurityGroupAndSubnets) {
  SecurityGroup& group = stack.add(SecurityGroupProps{.id = "Group", .vpc = vpc});
  stack.add(RedisClusterProps{.id = "Redis",
                              .node_type = "cache.t3.micro",
                              .vpc = vpc,
                              .security_group = group,
                              .subnets = {"subnet-01234569"}});
  const std::string text = compact_template(app);
  EXPECT_NE(object_at(text, "Redis").find(R"([{"Fn::GetAtt":["Group","GroupId"]}])"),
            std::string::npos);
  EXPECT_NE(object_at(text, "RedisSubnetGroup").find(R"("SubnetIds":["subnet-01234569"])"),
            std::string::npos);
  EXPECT_EQ(object_at(text, "RedisSecurityGroup"), "");
}

TEST_F(RedisClusterTest, DeliversItsLogsAndEvents) {
  stack.add(RedisClusterProps{
      .id = "Redis",
      .node_type = "cache.t3.micro",
      .vpc = vpc,
      .engine_log = LogGroup::from_name(stack, "Engine", "/redis/engine"),
      .notification_topic_arn = "arn:aws:sns:eu-central-1:123456789012:ops",
      .removal_policy = RemovalPolicy::snapshot,
      .slow_log = LogGroup::from_name(stack, "Slow", "/redis/slow"),
  });
  const std::string text = object_at(compact_template(app), "Redis");
  EXPECT_NE(text.find(R"("LogDeliveryConfigurations":[{"DestinationDetails":{)"
                      R"("CloudWatchLogsDetails":{"LogGroup":"/redis/engine"}},)"
                      R"("DestinationType":"cloudwatch-logs","LogFormat":"json",)"
                      R"("LogType":"engine-log"},{"DestinationDetails":{)"
                      R"("CloudWatchLogsDetails":{"LogGroup":"/redis/slow"}},)"
                      R"("DestinationType":"cloudwatch-logs","LogFormat":"json",)"
                      R"("LogType":"slow-log"}])"),
            std::string::npos);
  EXPECT_NE(text.find(R"("NotificationTopicArn":"arn:aws:sns:eu-central-1:123456789012:ops")"),
            std::string::npos);
  EXPECT_NE(text.find(R"("DeletionPolicy":"Snapshot","UpdateReplacePolicy":"Snapshot")"),
            std::string::npos);
}

TEST_F(RedisClusterTest, WritesEveryParameterAsText) {
  stack.add(RedisClusterProps{
      .id = "Redis",
      .node_type = "cache.t3.micro",
      .vpc = vpc,
      .parameters = {.notify_keyspace_events = "Ex",
                     .others = {{"lazyfree-lazy-eviction", "yes"}},
                     .reserved_memory_percent = 25,
                     .timeout = 0},
      .version = RedisVersion::v6_2,
  });
  EXPECT_EQ(object_at(compact_template(app), "RedisParameterGroup"),
            R"({"Type":"AWS::ElastiCache::ParameterGroup","Properties":{)"
            R"("CacheParameterGroupFamily":"redis6.x","Description":"Parameters of Demo/Redis",)"
            R"("Properties":{"notify-keyspace-events":"Ex","reserved-memory-percent":"25",)"
            R"("timeout":"0","lazyfree-lazy-eviction":"yes"}}})");
}

TEST_F(RedisClusterTest, IsOneEncryptedNodeWithoutReplicas) {
  stack.add(RedisClusterProps{
      .id = "Redis",
      .node_type = "cache.t3.micro",
      .vpc = Vpc::from_ids(stack, "Isolated",
                           {.vpc_id = "vpc-01234561", .isolated_subnets = {"subnet-01234561"}}),
      .replication = RedisReplication{.auth_token = secret({.secret_id = "redis"}),
                                      .kms_key = "alias/redis",
                                      .replicas = 0},
  });
  const std::string text = object_at(compact_template(app), "RedisReplicationGroup");
  for (const char* part : {R"("AutomaticFailoverEnabled":false)", R"("MultiAZEnabled":false)",
                           R"("NumCacheClusters":1)", R"("TransitEncryptionEnabled":true)",
                           R"("KmsKeyId":"alias/redis")",
                           R"("AuthToken":"{{resolve:secretsmanager:redis:SecretString)"}) {
    EXPECT_NE(text.find(part), std::string::npos) << part << " is not in " << text;
  }
}

TEST_F(RedisClusterTest, ReportsNamesThatElastiCacheRefuses) {
  const std::string long_name(41, 'a');
  for (const std::string& name : {std::string("Redis"), std::string("1-redis"),
                                  std::string("redis--1"), std::string("redis-"), std::string()}) {
    stack.add(RedisClusterProps{.id = "A" + std::to_string(name.size()),
                                .node_type = "cache.t3.micro",
                                .vpc = vpc,
                                .cluster_name = name});
  }
  stack.add(RedisClusterProps{
      .id = "Fits", .node_type = "cache.t3.micro", .vpc = vpc, .cluster_name = long_name});
  stack.add(RedisClusterProps{.id = "Long",
                              .node_type = "cache.t3.micro",
                              .vpc = vpc,
                              .cluster_name = long_name,
                              .replication = RedisReplication{}});
  EXPECT_EQ(codes_of(app), "OT2601 OT2601 OT2601 OT2601 OT2601 OT2601");
}

TEST_F(RedisClusterTest, ReportsTextsThatBreakTheirRules) {
  const std::string node_type = "t3.micro";
  const std::string maintenance = "sunday";
  const std::string snapshot = "3-4";
  stack.add(RedisClusterProps{.id = "Redis",
                              .node_type = node_type,
                              .vpc = vpc,
                              .maintenance_window = maintenance,
                              .snapshot_retention_days = 36,
                              .snapshot_window = snapshot});
  EXPECT_EQ(codes_of(app), "OT2602 OT2603 OT2604 OT2605");
}

TEST_F(RedisClusterTest, ReportsWindowsThatOverlapOnAnyDay) {
  struct Case {
    const char* maintenance;
    const char* snapshot;
    bool overlap;
  };
  for (const Case& each : {Case{"sun:05:00-sun:06:00", "03:00-04:00", false},
                           Case{"sun:05:00-sun:06:00", "04:00-05:00", false},
                           Case{"sun:05:00-sun:06:00", "06:00-07:00", false},
                           Case{"sun:05:00-sun:06:00", "05:30-06:30", true},
                           Case{"sun:05:00-sun:06:00", "04:30-05:30", true},
                           Case{"sun:05:00-sun:06:00", "05:00-06:00", true},
                           Case{"sun:23:00-mon:01:00", "00:30-01:30", true},
                           Case{"mon:00:30-mon:01:30", "23:00-00:45", true},
                           Case{"mon:00:30-mon:01:30", "23:00-00:30", false},
                           Case{"fri:20:00-sun:20:00", "03:00-04:00", true}}) {
    App one;
    Stack& demo = one.add(StackProps{.id = "Demo"});
    demo.add(RedisClusterProps{
        .id = "Redis",
        .node_type = "cache.t3.micro",
        .vpc = Vpc::from_ids(demo, "Theirs",
                             {.vpc_id = "vpc-01234561", .private_subnets = {"subnet-01234561"}}),
        .maintenance_window = each.maintenance,
        .snapshot_window = each.snapshot});
    EXPECT_EQ(codes_of(one), each.overlap ? "OT2606" : "") << each.maintenance << each.snapshot;
  }
}

TEST_F(RedisClusterTest, ReportsParametersThatElastiCacheRefuses) {
  stack.add(RedisClusterProps{
      .id = "Redis",
      .node_type = "cache.t3.micro",
      .vpc = vpc,
      .parameters = {.others = {{"timeout", "5"}}, .reserved_memory_percent = 101, .timeout = 19}});
  EXPECT_EQ(codes_of(app), "OT2607 OT2608 OT2609");
}

TEST_F(RedisClusterTest, ReportsMissingSubnets) {
  stack.add(RedisClusterProps{.id = "None",
                              .node_type = "cache.t3.micro",
                              .vpc = Vpc::from_ids(stack, "Bare", {.vpc_id = "vpc-01234561"})});
  stack.add(RedisClusterProps{.id = "Few",
                              .node_type = "cache.t3.micro",
                              .vpc = vpc,
                              .replication = RedisReplication{},
                              .subnets = {"subnet-01234561"}});
  EXPECT_EQ(codes_of(app), "OT2610 OT2611");
}

TEST_F(RedisClusterTest, ReportsReplicationThatContradictsItself) {
  const auto add = [&](std::string_view id, const RedisReplication& replication) {
    stack.add(RedisClusterProps{
        .id = id, .node_type = "cache.t3.micro", .vpc = vpc, .replication = replication});
  };
  add("A", {.replicas = 6});
  add("B", {.auth_token = secret({.secret_id = "redis"}), .user_group_ids = {"users"}});
  add("C", {.encryption_in_transit = false, .user_group_ids = {"users"}});
  add("D", {.encryption_at_rest = false, .kms_key = "alias/redis"});
  add("E", {.auth_token = "too-short"});
  EXPECT_EQ(codes_of(app), "OT2612 OT2613 OT2614 OT2615 OT2616 OT2617");
}

TEST_F(RedisClusterTest, WarnsOfATokenInTheTemplate) {
  stack.add(RedisClusterProps{
      .id = "Redis",
      .node_type = "cache.t3.micro",
      .vpc = vpc,
      .replication = RedisReplication{.auth_token = "correct-horse-battery-staple"},
  });
  const Synthesis synthesis = synthesize(app);
  ASSERT_EQ(synthesis.diagnostics.size(), 1U);
  EXPECT_EQ(synthesis.diagnostics[0].code, "OT2616");
  EXPECT_EQ(synthesis.diagnostics[0].severity, Severity::warning);
}

}  // namespace
}  // namespace omnitrack
