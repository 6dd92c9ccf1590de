#include <gmock/gmock.h>

#include "validate/validate_test.hpp"

namespace omnitrack::validate {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

// A subnet of a VPC, a group and a role, and what an instance is given.
std::string instance_with(std::string_view properties) {
  std::string text = R"(
Parameters:
  AVpc: {Type: 'AWS::EC2::VPC::Id'}
  Groups: {Type: 'List<AWS::EC2::SecurityGroup::Id>'}
  Text: {Type: String}
Resources:
  Vpc: {Type: AWS::EC2::VPC, Properties: {CidrBlock: 10.0.0.0/16}}
  Subnet: {Type: AWS::EC2::Subnet, Properties: {CidrBlock: 10.0.0.0/24, VpcId: !Ref Vpc}}
  Group: {Type: AWS::EC2::SecurityGroup, Properties: {GroupDescription: x, VpcId: !Ref Vpc}}
  Old: {Type: AWS::EC2::SecurityGroup, Properties: {GroupDescription: x}}
  Topic: {Type: AWS::SNS::Topic}
  Own: {Type: Custom::Lookup, Properties: {ServiceToken: x}}
  Role: {Type: AWS::IAM::Role, Properties: {AssumeRolePolicyDocument: {Statement: []}}}
  It:
    Type: AWS::EC2::Instance
    Properties: )";
  return found_by(check_properties, text.append(properties));
}

TEST(ReferenceKinds, TheFleetRoleOfBatchIsGivenByItsArn) {
  EXPECT_THAT(found_by(check_properties, R"(
Resources:
  Role: {Type: AWS::IAM::Role, Properties: {AssumeRolePolicyDocument: {Statement: []}}}
  It:
    Type: AWS::Batch::ComputeEnvironment
    Properties:
      Type: MANAGED
      ComputeResources: {Type: SPOT, MaxvCpus: 1, Subnets: [subnet-12345678], SpotIamFleetRole: !GetAtt Role.Arn}
)"),
              IsEmpty());
}

TEST(ReferenceKinds, ASubnetIsNoSecurityGroup) {
  EXPECT_THAT(
      instance_with("{SecurityGroupIds: [!Ref Subnet]}"),
      HasSubstr("OT4238 16:37 Resources/It/Properties/SecurityGroupIds/0: the Ref of "
                "AWS::EC2::Subnet is given, a security group's id or a security group's name "
                "is expected"));
  EXPECT_THAT(instance_with("{SubnetId: !Ref Vpc}"), HasSubstr("a subnet's id is expected"));
  EXPECT_THAT(instance_with("{SubnetId: !Sub '${Group}'}"), HasSubstr("OT4238"));
  EXPECT_THAT(instance_with("{SubnetId: !GetAtt Group.GroupId}"), HasSubstr("OT4238"));
  EXPECT_THAT(instance_with("{SubnetId: !Ref Topic}"), HasSubstr("OT4238"));
  EXPECT_THAT(instance_with("{SubnetId: !Ref AVpc}"),
              HasSubstr("a parameter of the type AWS::EC2::VPC::Id is given"));
}

TEST(ReferenceKinds, TheRightKindSaysNothing) {
  for (const std::string_view properties :
       {"{SubnetId: !Ref Subnet}", "{SubnetId: !GetAtt Subnet.SubnetId}",
        "{SubnetId: !Sub '${Subnet}'}", "{SecurityGroupIds: [!Ref Group, !GetAtt Group.GroupId]}",
        "{SecurityGroupIds: [!GetAtt Vpc.DefaultSecurityGroup]}", "{SecurityGroupIds: !Ref Groups}",
        "{SecurityGroupIds: [!GetAtt Old.GroupId]}", "{SecurityGroups: [!Ref Old]}"}) {
    EXPECT_THAT(instance_with(properties), IsEmpty()) << properties;
  }
}

TEST(ReferenceKinds, WhatMayBeAnyTextSaysNothing) {
  for (const std::string_view properties :
       {"{SubnetId: !Ref Text}", "{SubnetId: !Ref Own}", "{SubnetId: !GetAtt Own.Whatever}",
        "{SubnetId: !Sub '${Vpc}-x'}", "{SubnetId: !ImportValue x}", "{SubnetId: !Ref Unknown}"}) {
    EXPECT_THAT(instance_with(properties), IsEmpty()) << properties;
  }
}

TEST(ReferenceKinds, ATextThatIsNoIdentifierIsFound) {
  EXPECT_THAT(instance_with("{SubnetId: PrivateSubnet}"),
              HasSubstr("OT4244 16:28 Resources/It/Properties/SubnetId: 'PrivateSubnet' is not a "
                        "subnet's id"));
  EXPECT_THAT(instance_with("{ImageId: ami-1234}"), HasSubstr("is not an image's id"));
  for (const std::string_view properties :
       {"{SubnetId: subnet-12345678}", "{SubnetId: subnet-0123456789abcdef0}",
        "{ImageId: 'resolve:ssm:/aws/ami'}", "{SecurityGroups: [anything]}",
        "{SubnetId: '{{resolve:ssm:subnet}}'}", "{ImageId: !If [C, ami-12345678, unknown]}"}) {
    EXPECT_THAT(instance_with(properties), IsEmpty()) << properties;
  }
}

TEST(ReferenceKinds, ARolesNameIsNotItsArn) {
  const auto function_with = [](std::string_view role) {
    return instance_with(
        "{}\n  Function: {Type: AWS::Lambda::Function, Properties: {Code: {ZipFile: "
        "x}, Runtime: python3.12, Handler: a.b, Role: " +
        std::string(role) + "}}");
  };
  EXPECT_THAT(function_with("!Ref Role"),
              HasSubstr("a role's ARN is expected (read its attribute 'Arn' by Fn::GetAtt)"));
  EXPECT_THAT(function_with("!GetAtt Role.Arn"), IsEmpty());
  EXPECT_THAT(function_with("!GetAtt Role.RoleId"), IsEmpty());
}

TEST(ReferenceKinds, ARolesArnHasItsAccountAndItsKind) {
  const auto group_with = [](std::string_view role) {
    return instance_with(
        "{}\n  Deployed: {Type: AWS::CodeDeploy::DeploymentGroup, Properties: {ApplicationName: a, "
        "ServiceRoleArn: '" +
        std::string(role) + "'}}");
  };
  for (const std::string_view arn :
       {"arn:aws:iam::12345:role/a", "arn:aws:lambda:us-east-1:123456789012:function:a",
        "arn:aws:iam::123456789012:user/a", "arn:aws:iam::accountnumber:role/a", "arn:aws"}) {
    EXPECT_THAT(group_with(arn), HasSubstr("is not a role's ARN")) << arn;
  }
  EXPECT_THAT(group_with("arn:aws:iam::123456789012:role/a"), IsEmpty());
  EXPECT_THAT(group_with("arn:aws-cn:iam::123456789012:role/service-role/a"), IsEmpty());
}

TEST(ReferenceKinds, PartsOfANetworkAreNotTakenForOneAnother) {
  const std::string_view network = R"(
Resources:
  Vpc: {Type: AWS::EC2::VPC, Properties: {CidrBlock: 10.0.0.0/16}}
  Table: {Type: AWS::EC2::RouteTable, Properties: {VpcId: !Ref Vpc}}
  Gateway: {Type: AWS::EC2::InternetGateway}
  It:
    Type: AWS::EC2::Route
    Properties: )";
  const auto route_with = [network](std::string_view properties) {
    return found_by(check_properties, std::string(network).append(properties));
  };
  EXPECT_THAT(route_with("{RouteTableId: !Ref Table, GatewayId: !Ref Gateway}"), IsEmpty());
  EXPECT_THAT(route_with("{RouteTableId: rtb-12345678, GatewayId: local}"), IsEmpty());
  EXPECT_THAT(route_with("{RouteTableId: !Ref Vpc, GatewayId: !Ref Gateway}"),
              HasSubstr("the Ref of AWS::EC2::VPC is given, a route table's id is expected"));
  EXPECT_THAT(route_with("{RouteTableId: !Ref Table, NatGatewayId: !Ref Gateway}"),
              HasSubstr("a NAT gateway's id is expected"));
  EXPECT_THAT(route_with("{RouteTableId: table, GatewayId: !Ref Gateway}"),
              HasSubstr("'table' is not a route table's id"));
}

TEST(ReferenceKinds, AnIdThatIsNoRefIsReadByItsAttribute) {
  const std::string_view api = R"(
Resources:
  Api: {Type: AWS::AppSync::GraphQLApi, Properties: {Name: a, AuthenticationType: API_KEY}}
  It:
    Type: AWS::AppSync::Resolver
    Properties: )";
  const auto resolver_with = [api](std::string_view properties) {
    return found_by(check_properties, std::string(api).append(properties));
  };
  EXPECT_THAT(resolver_with("{TypeName: Query, FieldName: f, ApiId: !GetAtt Api.ApiId}"),
              IsEmpty());
  EXPECT_THAT(resolver_with("{TypeName: Query, FieldName: f, ApiId: !Ref Api}"),
              HasSubstr("a GraphQL API's id is expected"));
}

TEST(ReferenceKinds, ABucketIsNamedByItsRefOrAnAlias) {
  const std::string_view bucket = R"(
Resources:
  Bucket: {Type: AWS::S3::Bucket}
  Point: {Type: AWS::S3::AccessPoint, Properties: {Bucket: !Ref Bucket}}
  It:
    Type: AWS::CloudTrail::Trail
    Properties: )";
  const auto trail_with = [bucket](std::string_view properties) {
    return found_by(check_properties, std::string(bucket).append(properties));
  };
  EXPECT_THAT(trail_with("{IsLogging: true, S3BucketName: !Ref Bucket}"), IsEmpty());
  EXPECT_THAT(trail_with("{IsLogging: true, S3BucketName: !GetAtt Point.Alias}"), IsEmpty());
  EXPECT_THAT(trail_with("{IsLogging: true, S3BucketName: !GetAtt Bucket.Arn}"),
              HasSubstr("AWS::S3::Bucket.Arn is given, a bucket's name is expected"));
}

TEST(ReferenceKinds, AnAttributeThatIsNamedAlikeMayBeTheIdentifier) {
  EXPECT_THAT(found_by(check_properties, R"(
Resources:
  Vpn: {Type: AWS::EC2::VPNConnection, Properties: {Type: ipsec.1, CustomerGatewayId: cgw-12345678}}
  It: {Type: AWS::EC2::Route, Properties: {RouteTableId: rtb-12345678, TransitGatewayId: !GetAtt Vpn.TransitGatewayAttachmentId}}
)"),
              testing::Not(HasSubstr("OT4238")));
}

}  // namespace
}  // namespace omnitrack::validate
