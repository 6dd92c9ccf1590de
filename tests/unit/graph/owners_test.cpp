#include <gtest/gtest.h>

#include "drawn.hpp"

namespace omnitrack::graph {
namespace {

TEST(GraphOwners, TakeWhatServesThemAlone) {
  const Drawn drawn(R"(
Resources:
  Work: {Type: AWS::Lambda::Function, Properties: {Role: !GetAtt Role.Arn, LoggingConfig: {LogGroup: !Ref Logs}}}
  Role: {Type: AWS::IAM::Role, Properties: {}}
  Policy: {Type: AWS::IAM::Policy, Properties: {Roles: [!Ref Role], PolicyDocument: {Statement: []}}}
  Logs: {Type: AWS::Logs::LogGroup}
  Filter: {Type: AWS::Logs::MetricFilter, Properties: {LogGroupName: !Ref Logs}}
  Url: {Type: AWS::Lambda::Url, Properties: {TargetFunctionArn: !Ref Alias}}
  Alias: {Type: AWS::Lambda::Alias, Properties: {FunctionName: !Ref Work}}
  Table: {Type: AWS::DynamoDB::Table}
)");
  for (const char* id : {"Role", "Policy", "Logs", "Filter", "Url", "Alias", "Work"}) {
    EXPECT_EQ(drawn.owner(id), "Work") << id;
  }
  EXPECT_EQ(drawn.owner("Table"), "Table");
}

TEST(GraphOwners, LeaveAloneWhatSeveralShare) {
  const Drawn drawn(R"(
Resources:
  One: {Type: AWS::Lambda::Function, Properties: {Role: !GetAtt Role.Arn}}
  Two: {Type: AWS::Lambda::Function, Properties: {Role: !GetAtt Role.Arn}}
  Role: {Type: AWS::IAM::Role, Properties: {}}
  Policy: {Type: AWS::IAM::Policy, Properties: {Roles: [!Ref Role], PolicyDocument: {Statement: []}}}
)");
  EXPECT_EQ(drawn.owner("Role"), "Role");
  EXPECT_EQ(drawn.owner("Policy"), "Role");
}

TEST(GraphOwners, TakeRolesThatInstanceProfilesHandOn) {
  const Drawn drawn(R"(
Resources:
  Role: {Type: AWS::IAM::Role, Properties: {}}
  Policy: {Type: AWS::IAM::Policy, Properties: {Roles: [!Ref Role], PolicyDocument: {Statement: []}}}
  Profile: {Type: AWS::IAM::InstanceProfile, Properties: {Roles: [!Ref Role]}}
  Server: {Type: AWS::EC2::Instance, Properties: {IamInstanceProfile: !Ref Profile}}
  Shared: {Type: AWS::IAM::Role, Properties: {}}
  SharedProfile: {Type: AWS::IAM::InstanceProfile, Properties: {Roles: [!Ref Shared]}}
  One: {Type: AWS::EC2::Instance, Properties: {IamInstanceProfile: !Ref SharedProfile}}
  Two: {Type: AWS::EC2::Instance, Properties: {IamInstanceProfile: !Ref SharedProfile}}
  Unused: {Type: AWS::IAM::Role, Properties: {}}
  UnusedProfile: {Type: AWS::IAM::InstanceProfile, Properties: {Roles: [!Ref Unused]}}
)");
  EXPECT_EQ(drawn.owner("Role"), "Server");
  EXPECT_EQ(drawn.owner("Policy"), "Server");
  EXPECT_EQ(drawn.owner("Profile"), "Server");
  EXPECT_EQ(drawn.owner("Shared"), "Shared");
  EXPECT_EQ(drawn.owner("SharedProfile"), "Shared");
  EXPECT_EQ(drawn.owner("Unused"), "Unused");
  EXPECT_EQ(drawn.owner("UnusedProfile"), "Unused");
}

TEST(GraphOwners, TakeRulesOfListenersThatAreElsewhere) {
  const Drawn drawn(R"(
Resources:
  Rule:
    Type: AWS::ElasticLoadBalancingV2::ListenerRule
    Properties: {ListenerArn: !ImportValue listener, Actions: [{Type: forward, TargetGroupArn: !Ref Group}]}
  Group: {Type: AWS::ElasticLoadBalancingV2::TargetGroup}
  Service: {Type: AWS::ECS::Service, Properties: {LoadBalancers: [{TargetGroupArn: !Ref Group}]}}
)");
  EXPECT_EQ(drawn.owner("Rule"), "Service");
  EXPECT_EQ(drawn.owner("Group"), "Service");
}

TEST(GraphOwners, AreFoundByTheirNamesToo) {
  const Drawn drawn(R"(
Resources:
  Files: {Type: AWS::S3::Bucket, Properties: {BucketName: !Sub "files-${AWS::Region}"}}
  Other: {Type: AWS::S3::Bucket, Properties: {BucketName: other}}
  OfFiles:
    Type: AWS::S3::BucketPolicy
    Properties: {Bucket: !Join ["-", [files, !Ref AWS::Region]], PolicyDocument: {Statement: []}}
  OfNone: {Type: AWS::S3::BucketPolicy, Properties: {Bucket: none, PolicyDocument: {Statement: []}}}
)");
  EXPECT_EQ(drawn.owner("OfFiles"), "Files");
  EXPECT_EQ(drawn.owner("OfNone"), "OfNone");
}

TEST(GraphOwners, AreWhatATextNamesLast) {
  const Drawn drawn(R"(
Resources:
  Cluster: {Type: AWS::ECS::Cluster}
  Joined: {Type: AWS::ECS::Service, Properties: {Cluster: !Ref Cluster}}
  Sub: {Type: AWS::ECS::Service, Properties: {Cluster: !Ref Cluster}}
  OfJoined:
    Type: AWS::ApplicationAutoScaling::ScalableTarget
    Properties: {ResourceId: !Join ["", ["service/", !Ref Cluster, "/", !GetAtt Joined.Name]]}
  OfSub:
    Type: AWS::ApplicationAutoScaling::ScalableTarget
    Properties: {ResourceId: !Sub "service/${Cluster}/${Sub.Name}"}
  Policy: {Type: AWS::ApplicationAutoScaling::ScalingPolicy, Properties: {ScalingTargetId: !Ref OfSub}}
)");
  EXPECT_EQ(drawn.owner("OfJoined"), "Joined");
  EXPECT_EQ(drawn.owner("OfSub"), "Sub");
  EXPECT_EQ(drawn.owner("Policy"), "Sub");
}

TEST(GraphOwners, GiveSharedSecurityGroupsAndTablesToTheVpc) {
  const Drawn drawn(R"(
Resources:
  Vpc: {Type: AWS::EC2::VPC}
  Subnet: {Type: AWS::EC2::Subnet, Properties: {VpcId: !Ref Vpc}}
  Table: {Type: AWS::EC2::RouteTable, Properties: {VpcId: !Ref Vpc}}
  Spare: {Type: AWS::EC2::RouteTable, Properties: {VpcId: !Ref Vpc}}
  Use: {Type: AWS::EC2::SubnetRouteTableAssociation, Properties: {SubnetId: !Ref Subnet, RouteTableId: !Ref Table}}
  Way: {Type: AWS::EC2::Route, Properties: {RouteTableId: !Ref Table}}
  Group: {Type: AWS::EC2::SecurityGroup, Properties: {VpcId: !Ref Vpc}}
  One: {Type: AWS::EC2::Instance, Properties: {SecurityGroupIds: [!Ref Group]}}
  Two: {Type: AWS::EC2::Instance, Properties: {SecurityGroupIds: [!Ref Group]}}
)");
  EXPECT_EQ(drawn.owner("Group"), "Vpc");
  EXPECT_EQ(drawn.owner("Table"), "Subnet");
  EXPECT_EQ(drawn.owner("Way"), "Subnet");
  EXPECT_EQ(drawn.owner("Spare"), "Vpc");
}

TEST(GraphOwners, EndWherePartsAreEachOthers) {
  const Drawn drawn(R"(
Resources:
  One: {Type: AWS::Lambda::Version, Properties: {FunctionName: !Ref Two}}
  Two: {Type: AWS::Lambda::Version, Properties: {FunctionName: !Ref One}}
  Itself: {Type: AWS::Lambda::Version, Properties: {FunctionName: !Ref Itself}}
)");
  EXPECT_EQ(drawn.owner("Itself"), "Itself");
  EXPECT_EQ(drawn.owner("One"), drawn.owner("Two"));
}

}  // namespace
}  // namespace omnitrack::graph
