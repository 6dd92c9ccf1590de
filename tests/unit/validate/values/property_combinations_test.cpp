#include <gmock/gmock.h>

#include "validate/validate_test.hpp"

namespace omnitrack::validate {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

std::string resource(std::string_view type, std::string_view properties) {
  return found_by(check_properties, "Resources: {It: {Type: " + std::string(type) +
                                        ", Properties: " + std::string(properties) + "}}");
}

std::string ingress(std::string_view members) {
  return resource("AWS::EC2::SecurityGroup",
                  "{GroupDescription: x, SecurityGroupIngress: [{IpProtocol: tcp, FromPort: 1, "
                  "ToPort: 1" +
                      std::string(members) + "}]}");
}

TEST(Combinations, OneOfSeveralIsNeeded) {
  EXPECT_THAT(ingress(""), HasSubstr("OT4232"));
  EXPECT_THAT(ingress(""), HasSubstr("one of 'CidrIp', 'CidrIpv6', 'SourcePrefixListId'"));
  EXPECT_THAT(ingress(", CidrIp: 0.0.0.0/0"), IsEmpty());
}

TEST(Combinations, AGroupsOwnRuleWithoutASourceIsAWarning) {
  EXPECT_THAT(ingress(""), HasSubstr("warning OT4232"));
  EXPECT_THAT(ingress(", CidrIp: 0.0.0.0/0, CidrIpv6: '::/0'"), HasSubstr("error OT4233"));
  EXPECT_THAT(resource("AWS::EC2::SecurityGroup",
                       "{GroupDescription: x, SecurityGroupEgress: [{IpProtocol: -1}]}"),
              HasSubstr("warning OT4232"));
  EXPECT_THAT(resource("AWS::EC2::SecurityGroupIngress",
                       "{GroupId: sg-12345678, IpProtocol: tcp, FromPort: 1, ToPort: 1}"),
              HasSubstr("error OT4232"));
}

TEST(Combinations, PortsOfAProtocolWithoutPortsAreToldOnce) {
  EXPECT_EQ(resource("AWS::EC2::SecurityGroup",
                     "{GroupDescription: x, SecurityGroupIngress: [{IpProtocol: -1, FromPort: 0, "
                     "ToPort: 65535, CidrIp: 10.0.0.0/8}]}"),
            "warning OT4233 1:123 Resources/It/Properties/SecurityGroupIngress/0/FromPort: "
            "'FromPort' and 'ToPort' may not be given where 'IpProtocol' is -1 (the protocol has "
            "no ports: FromPort and ToPort are ignored)\n");
}

TEST(Combinations, OnePortOfAProtocolWithoutPortsSaysNothing) {
  const auto rule = [](std::string_view protocol) {
    return resource("AWS::EC2::SecurityGroupIngress",
                    "{GroupId: sg-12345678, CidrIp: 10.0.0.0/8, FromPort: -1, IpProtocol: " +
                        std::string(protocol) + "}");
  };
  for (const auto* each : {"-1", "'-1'", "50"}) {
    EXPECT_THAT(rule(each), Not(HasSubstr("OT4234"))) << each;
  }
  EXPECT_THAT(rule("icmp"), HasSubstr("'ToPort' is needed where 'IpProtocol' is 'icmp'"));
}

TEST(Combinations, WhatAConditionFailedByIsTold) {
  EXPECT_THAT(resource("AWS::EC2::SecurityGroupIngress",
                       "{GroupId: sg-12345678, CidrIp: 10.0.0.0/8, FromPort: -1, ToPort: 5, "
                       "IpProtocol: tcp}"),
              HasSubstr("where 'IpProtocol' is 'tcp' and 'FromPort' is -1"));
}

TEST(Combinations, AnEmptyListExcludesNothing) {
  const auto alarm = [](std::string_view dimensions) {
    return resource(
        "AWS::CloudWatch::Alarm",
        "{ComparisonOperator: GreaterThanThreshold, EvaluationPeriods: 1, Threshold: 1, "
        "Metrics: [{Id: a, Expression: b}], Dimensions: " +
            std::string(dimensions) + "}");
  };
  EXPECT_THAT(alarm("[]"), IsEmpty());
  EXPECT_THAT(alarm("[{Name: a, Value: b}]"), HasSubstr("'Metrics' and 'Dimensions' exclude"));
}

TEST(Combinations, SomeExcludeEachOther) {
  EXPECT_THAT(ingress(", CidrIp: 0.0.0.0/0, CidrIpv6: '::/0'"), HasSubstr("OT4233"));
  EXPECT_THAT(ingress(", CidrIp: 0.0.0.0/0, CidrIpv6: '::/0'"),
              HasSubstr("'CidrIp' and 'CidrIpv6' exclude each other"));
}

TEST(Combinations, WhatOneExcludesIsTold) {
  const std::string function =
      "Code: {ImageUri: 'a'}, Role: 'arn:aws:iam::123456789012:role/a', PackageType: Image, ";
  EXPECT_THAT(
      resource("AWS::Lambda::Function", "{" + function + "Handler: a.b, Runtime: python3.13}"),
      HasSubstr("'Handler' and 'Runtime' may not be given where 'PackageType' is 'Image'"));
  EXPECT_THAT(
      resource("AWS::RDS::DBInstance",
               "{DBInstanceClass: db.t3.micro, SourceDBInstanceIdentifier: s, "
               "MasterUsername: someone, MasterUserPassword: secret123}"),
      HasSubstr("'SourceDBInstanceIdentifier' excludes 'MasterUserPassword' and 'MasterUsername'"));
}

TEST(Combinations, AReplicaMayRepeatThatItIsEncrypted) {
  EXPECT_THAT(resource("AWS::RDS::DBInstance",
                       "{DBInstanceClass: db.t3.micro, SourceDBInstanceIdentifier: s, "
                       "StorageEncrypted: true}"),
              IsEmpty());
}

TEST(Combinations, WhatMayBeAbsentIsNotJudged) {
  EXPECT_THAT(ingress(", CidrIp: !If [C, 0.0.0.0/0, !Ref AWS::NoValue], CidrIpv6: !If [C, !Ref "
                      "AWS::NoValue, '::/0']"),
              IsEmpty());
  EXPECT_THAT(ingress(", CidrIp: 0.0.0.0/0, CidrIpv6: !Ref AWS::NoValue"), IsEmpty());
  EXPECT_THAT(ingress(", 'Fn::Transform': {Name: AWS::Include}"), IsEmpty());
}

TEST(Combinations, AConditionOnAValueIsToldWithIt) {
  const std::string found = resource("AWS::CodeBuild::Project",
                                     "{Artifacts: {Type: S3}, ServiceRole: r, Source: {Type: "
                                     "NO_SOURCE}, Environment: {ComputeType: "
                                     "BUILD_GENERAL1_SMALL, Image: x, Type: LINUX_CONTAINER}}");
  EXPECT_THAT(found, HasSubstr("OT4234"));
  EXPECT_THAT(found, HasSubstr("'Location' is needed where 'Type' is 'S3'"));
}

TEST(Combinations, AConditionOnAnUnknownValueSaysNothing) {
  EXPECT_THAT(resource("AWS::CodeBuild::Project",
                       "{Artifacts: {Type: !ImportValue t}, ServiceRole: r, Source: {Type: "
                       "NO_SOURCE}, Environment: {ComputeType: "
                       "BUILD_GENERAL1_SMALL, Image: x, Type: LINUX_CONTAINER}}"),
              IsEmpty());
}

TEST(Combinations, AValueThatExcludesAPropertyIsTold) {
  EXPECT_THAT(resource("AWS::DynamoDB::Table",
                       "{KeySchema: [{AttributeName: a, KeyType: HASH}], AttributeDefinitions: "
                       "[{AttributeName: a, AttributeType: S}], BillingMode: PAY_PER_REQUEST, "
                       "ProvisionedThroughput: {ReadCapacityUnits: 1, WriteCapacityUnits: 1}}"),
              HasSubstr("'ProvisionedThroughput' may not be given where 'BillingMode' is "
                        "'PAY_PER_REQUEST'"));
}

TEST(Combinations, AFormThatAllowsNoOthersNamesBoth) {
  EXPECT_THAT(resource("AWS::DirectConnect::PrivateVirtualInterface",
                       "{DirectConnectGatewayId: a, VirtualGatewayId: b}"),
              HasSubstr("'DirectConnectGatewayId' and 'VirtualGatewayId' exclude each other"));
}

TEST(Combinations, WhatEveryAlternativeHasIsNotToldOf) {
  const std::string common =
      "{Name: abc, InfrastructureConfigurationArn: 'arn:aws:imagebuilder:us-east-1:123456789012:"
      "infrastructure-configuration/a'";
  const std::string image =
      "ImageRecipeArn: 'arn:aws:imagebuilder:us-east-1:123456789012:"
      "image-recipe/a/1.0.0'";
  const std::string container =
      "ContainerRecipeArn: 'arn:aws:imagebuilder:us-east-1:123456789012:"
      "container-recipe/a/1.0.0'";
  EXPECT_THAT(resource("AWS::ImageBuilder::ImagePipeline", common + "}"),
              HasSubstr("one of 'ContainerRecipeArn', 'ImageRecipeArn' is needed"));
  EXPECT_THAT(
      resource("AWS::ImageBuilder::ImagePipeline", common + ", " + image + ", " + container + "}"),
      HasSubstr(": 'ContainerRecipeArn' and 'ImageRecipeArn' exclude each other"));
}

TEST(Combinations, FormsThatNeedNothingNameWhatIsGiven) {
  EXPECT_THAT(resource("AWS::Redshift::ScheduledAction",
                       "{ScheduledActionName: a, TargetAction: {PauseCluster: {ClusterIdentifier: "
                       "c}, ResumeCluster: {ClusterIdentifier: c}}}"),
              HasSubstr("'PauseCluster' and 'ResumeCluster' exclude each other"));
}

}  // namespace
}  // namespace omnitrack::validate
