#include <gmock/gmock.h>

#include "validate/validate_test.hpp"

namespace omnitrack::validate {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

std::string found(const std::string& type, const std::string& properties) {
  return found_by(check_properties,
                  "Resources: {It: {Type: " + type + ", Properties: " + properties + "}}");
}

TEST(DatedLists, WarnOfAValueThatMayBeNew) {
  EXPECT_THAT(found("AWS::EC2::LaunchTemplate", "{LaunchTemplateData: {InstanceType: z9x.large}}"),
              AllOf(HasSubstr("warning OT4224"),
                    HasSubstr("'z9x.large' was not among the allowed values on 20")));
  EXPECT_THAT(found("AWS::DocDB::DBCluster", "{EngineVersion: 99.0.0}"),
              AllOf(HasSubstr("warning OT4224"), Not(HasSubstr("error"))));
}

TEST(DatedLists, HoldWhatAnyRegionHas) {
  EXPECT_THAT(
      found("AWS::EC2::LaunchTemplate", "{LaunchTemplateData: {InstanceType: c9gd.xlarge}}"),
      IsEmpty());
  EXPECT_THAT(found("AWS::DocDB::DBCluster", "{EngineVersion: 8.0.0}"), IsEmpty());
  for (const std::string name : {"db.t3.micro", "db.serverless", "db.r6g.large"}) {
    EXPECT_THAT(found("AWS::RDS::DBInstance", "{DBInstanceClass: " + name + "}"), IsEmpty());
  }
  EXPECT_THAT(found("AWS::RDS::DBInstance", "{DBInstanceClass: db.nope.large}"),
              HasSubstr("warning OT4224"));
}

TEST(DatedLists, LeaveClosedOnesAnError) {
  EXPECT_THAT(found("AWS::S3::Bucket", "{VersioningConfiguration: {Status: On}}"),
              HasSubstr("error OT4224"));
}

TEST(NewestLimits, IgnoreCaseWhereTheServiceDoes) {
  EXPECT_THAT(found("AWS::ElastiCache::ReplicationGroup",
                    "{ReplicationGroupDescription: x, ClusterMode: Disabled, UserGroupIds: []}"),
              IsEmpty());
  EXPECT_THAT(
      found("AWS::EC2::TrafficMirrorFilterRule",
            "{TrafficMirrorFilterId: x, TrafficDirection: INGRESS, RuleNumber: 1, "
            "RuleAction: Accept, DestinationCidrBlock: 0.0.0.0/0, SourceCidrBlock: 0.0.0.0/0}"),
      IsEmpty());
}

TEST(NewestLimits, HaveNoQuotaThatCanBeRaised) {
  std::string policies;
  for (int i = 0; i < 21; ++i) {
    policies += "'arn:aws:iam::123456789012:policy/p" + std::to_string(i) + "', ";
  }
  EXPECT_THAT(found("AWS::IAM::Role",
                    "{AssumeRolePolicyDocument: {}, ManagedPolicyArns: [" + policies + "]}"),
              IsEmpty());
}

TEST(NewestLimits, AreThoseOfToday) {
  EXPECT_THAT(found("AWS::AutoScaling::LaunchConfiguration",
                    "{ImageId: ami-0123456789abcdef0, InstanceType: t3.micro, BlockDeviceMappings: "
                    "[{DeviceName: /dev/sdb, Ebs: {VolumeType: io1, Iops: 30000}}]}"),
              IsEmpty());
  EXPECT_THAT(found("AWS::AutoScaling::LaunchConfiguration",
                    "{ImageId: ami-0123456789abcdef0, InstanceType: t3.micro, BlockDeviceMappings: "
                    "[{DeviceName: /dev/sdb, Ebs: {VolumeType: io1, Iops: 70000}}]}"),
              HasSubstr("error OT4227"));
  EXPECT_THAT(found("AWS::Logs::MetricFilter",
                    "{LogGroupName: l, FilterPattern: x, MetricTransformations: [{MetricName: m, "
                    "MetricNamespace: n, MetricValue: '1.5'}]}"),
              IsEmpty());
}

TEST(FargateSizes, HaveThirtyTwoCpus) {
  const auto task = [](const std::string& memory) {
    return found(
        "AWS::ECS::TaskDefinition",
        "{RequiresCompatibilities: [FARGATE], NetworkMode: awsvpc, Cpu: '32768', Memory: '" +
            memory + "', ContainerDefinitions: [{Name: a, Image: x}]}");
  };
  for (const std::string memory : {"61440", "122880", "249856", "60 GB"}) {
    EXPECT_THAT(task(memory), IsEmpty());
  }
  EXPECT_THAT(task("65536"), HasSubstr("error OT4235"));
}

TEST(FargateSizes, OfAWrongPairBothAreNamed) {
  EXPECT_THAT(found("AWS::ECS::TaskDefinition",
                    "{RequiresCompatibilities: [FARGATE], NetworkMode: awsvpc, Cpu: '256', Memory: "
                    "'4096', ContainerDefinitions: [{Name: a, Image: x}]}"),
              HasSubstr("'Memory' 4096 does not go with 'Cpu' 256"));
}

TEST(RelationsOfAService, AreToItsOwnGroups) {
  const auto with = [](const std::string& group, const std::string& other) {
    return found_by(check_properties, "Resources: {G: {Type: " + group + "}, I: {" + other + "}}");
  };
  EXPECT_THAT(with("AWS::ElastiCache::SecurityGroup, Properties: {Description: d}",
                   "Type: AWS::ElastiCache::SecurityGroupIngress, Properties: "
                   "{CacheSecurityGroupName: !Ref G, EC2SecurityGroupName: n}"),
              IsEmpty());
  EXPECT_THAT(with("AWS::Redshift::ClusterSecurityGroup, Properties: {Description: d}",
                   "Type: AWS::Redshift::ClusterSecurityGroupIngress, Properties: "
                   "{ClusterSecurityGroupName: !Ref G, CIDRIP: 10.0.0.0/16}"),
              IsEmpty());
  EXPECT_THAT(with("AWS::MediaLive::InputSecurityGroup, Properties: {}",
                   "Type: AWS::MediaLive::Input, Properties: {InputSecurityGroups: [!Ref G]}"),
              IsEmpty());
  for (const std::string name : {"!Ref G", "default"}) {
    EXPECT_THAT(with("AWS::EC2::SecurityGroup, Properties: {GroupDescription: d}",
                     "Type: AWS::EC2::SecurityGroupIngress, Properties: {GroupName: " + name +
                         ", IpProtocol: tcp, FromPort: 1, ToPort: 1, CidrIp: 10.0.0.0/8}"),
                IsEmpty());
  }
}

}  // namespace
}  // namespace omnitrack::validate
