#include <gmock/gmock.h>

#include "diff/diff_test.hpp"

namespace omnitrack::diff {
namespace {

using testing::ElementsAre;
using testing::StartsWith;

std::string resource_with(const std::string& type, const std::string& properties,
                          const std::string& attributes = {}) {
  return "Resources: {R: {Type: " + type + ", " + attributes + "Properties: {" + properties + "}}}";
}

/// What becomes of a resource: the first line, such as `update R`.
std::string action(const std::string& type, const std::string& before, const std::string& after,
                   const std::string& attributes = {}) {
  const Compared compared(resource_with(type, before, attributes),
                          resource_with(type, after, attributes));
  const auto lines = compared.lines();
  return lines.empty() ? "" : lines.front();
}

TEST(ConditionalUpdates, AreInPlaceWhereAwsModifiesInPlace) {
  const std::string instance = "AWS::RDS::DBInstance";
  EXPECT_EQ(action(instance, "MultiAZ: false", "MultiAZ: true"), "update R");
  EXPECT_EQ(action(instance, "StorageType: gp2", "StorageType: gp3"), "update R");
  EXPECT_EQ(action(instance, "Port: '1'", "Port: '2'"), "update R");
  EXPECT_EQ(action(instance, "DBParameterGroupName: a", "DBParameterGroupName: b"), "update R");
  EXPECT_EQ(action("AWS::EC2::EIP", "Tags: []", "Domain: vpc, Tags: []"), "update R");
  EXPECT_EQ(action("AWS::S3::Bucket", "BucketName: b", "BucketName: b, ObjectLockEnabled: true"),
            "update R");
  EXPECT_EQ(
      action("AWS::RedshiftServerless::Namespace", "NamespaceName: n, Tags: [{Key: a, Value: b}]",
             "NamespaceName: n, Tags: [{Key: a, Value: c}]"),
      "update R");
  EXPECT_EQ(action("AWS::EKS::Cluster", "ResourcesVpcConfig: {SubnetIds: [a]}",
                   "ResourcesVpcConfig: {SubnetIds: [b]}"),
            "update R");
}

TEST(ConditionalUpdates, KeepWhatReplaces) {
  EXPECT_EQ(action("AWS::Batch::JobDefinition", "Tags: {a: b}", "Tags: {a: c}"), "replace R");
  EXPECT_EQ(action("AWS::EKS::Cluster", "KubernetesNetworkConfig: {ServiceIpv4Cidr: 10.0.0.0/16}",
                   "KubernetesNetworkConfig: {ServiceIpv4Cidr: 10.1.0.0/16}"),
            "replace R");
}

TEST(ConditionalUpdates, AreUncertainWhereNothingDecides) {
  EXPECT_EQ(action("AWS::ECS::Service", "LaunchType: FARGATE", "Tags: []"), "may_replace R");
  const Compared compared(resource_with("AWS::Lambda::Function", "MemorySize: 128"),
                          resource_with("AWS::Lambda::Function",
                                        "MemorySize: 128, DurableConfig: {ExecutionTimeout: 60}"));
  EXPECT_THAT(compared.lines(),
              ElementsAre("may_replace R", StartsWith("  /Properties/DurableConfig")));
}

TEST(ConditionalUpdates, FollowTheUpdatePolicy) {
  const std::string domain = "AWS::OpenSearchService::Domain";
  const auto upgrade = [&](const std::string& attributes) {
    return action(domain, "EngineVersion: OpenSearch_2.5", "EngineVersion: OpenSearch_2.9",
                  attributes);
  };
  EXPECT_EQ(upgrade(""), "replace R");
  EXPECT_EQ(upgrade("UpdatePolicy: {EnableVersionUpgrade: false}, "), "replace R");
  EXPECT_EQ(upgrade("UpdatePolicy: {EnableVersionUpgrade: true}, "), "update R");
  EXPECT_EQ(upgrade("UpdatePolicy: {EnableVersionUpgrade: !Ref Upgrade}, "), "may_replace R");
  const auto reshard = [&](const std::string& attributes) {
    return action("AWS::ElastiCache::ReplicationGroup", "NumNodeGroups: 2", "NumNodeGroups: 3",
                  attributes);
  };
  EXPECT_EQ(reshard(""), "replace R");
  EXPECT_EQ(reshard("UpdatePolicy: {UseOnlineResharding: true}, "), "update R");
  const auto launch = [&](const std::string& attributes) {
    return action("AWS::AutoScaling::AutoScalingGroup", "LaunchConfigurationName: a",
                  "LaunchConfigurationName: b", attributes);
  };
  EXPECT_EQ(launch(""), "update R");
  EXPECT_EQ(launch("UpdatePolicy: {AutoScalingReplacingUpdate: {WillReplace: true}}, "),
            "replace R");
}

TEST(ConditionalUpdates, TellAPropertyThatGoesFromOneThatComes) {
  const std::string instance = "AWS::RDS::DBInstance";
  EXPECT_EQ(action(instance, "Iops: 1, DBSnapshotIdentifier: s", "Iops: 1"), "update R");
  EXPECT_EQ(action(instance, "DBSnapshotIdentifier: s", "DBSnapshotIdentifier: t"), "replace R");
  EXPECT_EQ(action(instance, "Iops: 1, SourceDBInstanceIdentifier: s", "Iops: 1"), "update R");
  const std::string choice = "DBSnapshotIdentifier: !If [C, s, !Ref 'AWS::NoValue']";
  EXPECT_EQ(action(instance, "DBSnapshotIdentifier: s", choice), "may_replace R");
  const std::string domain = "AWS::OpenSearchService::Domain";
  const std::string network = "VPCOptions: {SubnetIds: [a]}";
  EXPECT_EQ(action(domain, "DomainName: d, " + network, "DomainName: d"), "replace R");
  EXPECT_EQ(action(domain, network, "VPCOptions: {SubnetIds: [b]}"), "update R");
  const std::string key = "EncryptionAtRestOptions: {Enabled: true, KmsKeyId: a}";
  EXPECT_EQ(action(domain, "DomainName: d", "DomainName: d, " + key), "update R");
  EXPECT_EQ(action(domain, key, "EncryptionAtRestOptions: {Enabled: true, KmsKeyId: b}"),
            "may_replace R");
}

TEST(ConditionalUpdates, ReplaceATableWhoseAttributeIsOfAnotherType) {
  const auto attributes = [](const std::string& list) {
    return "AttributeDefinitions: [" + list + "]";
  };
  const std::string text = "{AttributeName: a, AttributeType: S}";
  const std::string number = "{AttributeName: a, AttributeType: N}";
  const std::string other = "{AttributeName: b, AttributeType: S}";
  const std::string table = "AWS::DynamoDB::Table";
  EXPECT_EQ(action(table, attributes(text), attributes(number)), "replace R");
  EXPECT_EQ(action(table, attributes(text), attributes(text + ", " + other)), "update R");
  EXPECT_EQ(action(table, attributes(text + ", " + other), attributes(text)), "update R");
}

TEST(ConditionalUpdates, TellOneEngineFromAnother) {
  const std::string instance = "AWS::RDS::DBInstance";
  EXPECT_EQ(action(instance, "Engine: mysql", "Engine: postgres"), "replace R");
  EXPECT_EQ(action(instance, "Engine: MySQL", "Engine: mysql"), "may_replace R");
  EXPECT_EQ(action(instance, "Engine: oracle-se2", "Engine: oracle-ee"), "may_replace R");
  EXPECT_EQ(action(instance, "Engine: mysql", "Engine: !Ref Engine"), "may_replace R");
  const std::string cluster = "AWS::RDS::DBCluster";
  EXPECT_EQ(action(cluster, "Engine: aurora-mysql", "Engine: aurora-postgresql"), "replace R");
  EXPECT_EQ(action(cluster, "Engine: aurora", "Engine: aurora-mysql"), "may_replace R");
}

TEST(ConditionalUpdates, KeepAnInstanceWhoseTypeBootsFromEbsAlone) {
  const std::string instance = "AWS::EC2::Instance";
  EXPECT_EQ(action(instance, "InstanceType: t3.micro", "InstanceType: t3.small"), "update R");
  EXPECT_EQ(action(instance, "InstanceType: m1.small", "InstanceType: t3.small"), "may_replace R");
  EXPECT_EQ(action(instance, "InstanceType: !Ref Type", "InstanceType: t3.small"), "may_replace R");
  EXPECT_EQ(action(instance, "InstanceType: m5.large, UserData: YQ==",
                   "InstanceType: m5.large, UserData: Yg=="),
            "update R");
  EXPECT_EQ(action(instance, "UserData: YQ==", "UserData: Yg=="), "may_replace R");
}

TEST(ConditionalUpdates, KeepAnInstanceWhoseVolumesOnlyStayLonger) {
  const auto volume = [](const std::string& ebs) {
    return "BlockDeviceMappings: [{DeviceName: /dev/xvda, Ebs: {" + ebs + "}}]";
  };
  const std::string instance = "AWS::EC2::Instance";
  EXPECT_EQ(action(instance, volume("VolumeSize: 8, DeleteOnTermination: true"),
                   volume("VolumeSize: 8, DeleteOnTermination: false")),
            "update R");
  EXPECT_EQ(action(instance, volume("VolumeSize: 8"), volume("VolumeSize: 9")), "replace R");
  EXPECT_EQ(action(instance, "SecurityGroupIds: [a]", "SecurityGroupIds: [b]"), "update R");
  EXPECT_EQ(action(instance, "Tenancy: host", "Tenancy: dedicated"), "update R");
  EXPECT_EQ(action(instance, "Tenancy: default", "Tenancy: dedicated"), "replace R");
}

TEST(ConditionalUpdates, MoveARuleToAnotherBus) {
  const std::string rule = "AWS::Events::Rule";
  EXPECT_EQ(action(rule, "EventBusName: a", "EventBusName: b"), "replace R");
  EXPECT_EQ(action(rule, "State: ENABLED", "State: ENABLED, EventBusName: default"),
            "may_replace R");
}

TEST(ConditionalUpdates, TheFirstGroupsOfANetworkLoadBalancerMakeItAnew) {
  const std::string balancer = "AWS::ElasticLoadBalancingV2::LoadBalancer";
  EXPECT_EQ(action(balancer, "Type: network", "Type: network, SecurityGroups: [sg-1]"),
            "replace R");
  EXPECT_EQ(action(balancer, "Type: network, SecurityGroups: [sg-1]", "Type: network"),
            "may_replace R");
  EXPECT_EQ(action(balancer, "Type: network, SecurityGroups: [sg-1]",
                   "Type: network, SecurityGroups: [sg-2]"),
            "update R");
  for (const char* type : {"", "Type: application, "}) {
    EXPECT_EQ(action(balancer, std::string(type) + "Subnets: [a]",
                     std::string(type) + "Subnets: [a], SecurityGroups: [sg-1]"),
              "update R");
  }
  EXPECT_EQ(action(balancer, "Type: !Ref T, Subnets: [a]",
                   "Type: !Ref T, Subnets: [a], SecurityGroups: [sg-1]"),
            "may_replace R");
}

TEST(ConditionalUpdates, ADatabaseLeavesItsZoneForSeveral) {
  const std::string instance = "AWS::RDS::DBInstance";
  const std::string zone = "AvailabilityZone: us-east-1a";
  EXPECT_EQ(action(instance, zone, "MultiAZ: true"), "update R");
  EXPECT_EQ(action(instance, zone, "MultiAZ: 'True'"), "update R");
  EXPECT_EQ(action(instance, zone, "MultiAZ: false"), "replace R");
  EXPECT_EQ(action(instance, zone + ", Port: '1'", "Port: '1'"), "replace R");
  EXPECT_EQ(action(instance, zone, "MultiAZ: !Ref M"), "may_replace R");
  EXPECT_EQ(action(instance, zone, "MultiAZ: true, AvailabilityZone: us-east-1b"), "replace R");
}

TEST(ConditionalUpdates, AnEmptyTextIsNoKey) {
  const std::string instance = "AWS::RDS::DBInstance";
  const auto key = [](const std::string& text) {
    return "PerformanceInsightsKMSKeyId: '" + text + "'";
  };
  EXPECT_EQ(action(instance, key(""), key("k")), "update R");
  EXPECT_EQ(action(instance, key("j"), key("k")), "replace R");
}

TEST(ConditionalUpdates, SayWhyWhatComesAsAWholeMayReplace) {
  const auto reason = [](const std::string& type, const std::string& before,
                         const std::string& after) {
    const Compared compared(resource_with(type, before), resource_with(type, after));
    return compared.diff.resources.front().changes.front().reason;
  };
  EXPECT_THAT(reason("AWS::OpenSearchService::Domain", "DomainName: d",
                     "DomainName: d, AdvancedSecurityOptions: {Enabled: true}"),
              StartsWith("AWS's own sources differ"));
  EXPECT_EQ(reason("AWS::Cassandra::Table", "RegularColumns: [{ColumnName: a, ColumnType: int}]",
                   "KeyspaceName: k"),
            "replaced unless columns are only added");
  EXPECT_EQ(action("AWS::Cassandra::Table", "RegularColumns: [{ColumnName: a, ColumnType: int}]",
                   "RegularColumns: [{ColumnName: a, ColumnType: int}, {ColumnName: b, "
                   "ColumnType: int}]"),
            "update R");
}

TEST(ConditionalUpdates, APortThatAResourceHasMayBeTheOneThatIsNamed) {
  const std::string rule = "AWS::EC2::SecurityGroupIngress";
  const std::string by_resource = "IpProtocol: tcp, FromPort: !GetAtt Db.Endpoint.Port";
  EXPECT_EQ(action(rule, by_resource, "IpProtocol: tcp, FromPort: 5432"), "may_replace R");
  EXPECT_EQ(action(rule, "IpProtocol: tcp, FromPort: 5432", by_resource), "may_replace R");
  EXPECT_EQ(action(rule, "IpProtocol: tcp, FromPort: !GetAtt Db.Endpoint.Address",
                   "IpProtocol: tcp, FromPort: 5432"),
            "replace R");
}

}  // namespace
}  // namespace omnitrack::diff
