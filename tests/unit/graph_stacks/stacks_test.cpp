#include "graph/stacks/stacks.hpp"

#include <gtest/gtest.h>

#include "graph/network/network.hpp"
#include "graph/permissions/permissions.hpp"
#include "graph_of.hpp"

namespace omnitrack::graph {
namespace {

const char* const network_stack = R"(
Resources:
  Vpc: {Type: AWS::EC2::VPC, Properties: {CidrBlock: 10.0.0.0/16}}
  Subnet: {Type: AWS::EC2::Subnet, Properties: {VpcId: !Ref Vpc, CidrBlock: 10.0.0.0/24}}
  Group: {Type: AWS::EC2::SecurityGroup, Properties: {GroupDescription: g, VpcId: !Ref Vpc}}
Outputs:
  Group: {Value: !GetAtt Group.GroupId, Export: {Name: !Sub "${AWS::StackName}:Group"}}
  Subnets: {Value: !Join [",", [!Ref Subnet]], Export: {Name: subnets}}
)";

const char* const app_stack = R"(
Resources:
  Group:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: g
      SecurityGroupIngress:
        - {IpProtocol: tcp, FromPort: 5432, ToPort: 5432, SourceSecurityGroupId: !ImportValue "net:Group"}
  Subnets:
    Type: AWS::RDS::DBSubnetGroup
    Properties: {DBSubnetGroupDescription: d, SubnetIds: !Split [",", !ImportValue subnets]}
  Data:
    Type: AWS::RDS::DBInstance
    Properties:
      Engine: postgres
      DBSubnetGroupName: !Ref Subnets
      VPCSecurityGroups: [!GetAtt Group.GroupId]
  Server:
    Type: AWS::EC2::Instance
    Properties:
      SubnetId: !Select [0, !Split [",", !ImportValue subnets]]
      SecurityGroupIds: [!ImportValue "net:Group"]
)";

TEST(Stacks, ImportsLeadToWhatIsExported) {
  const GraphOf app(GraphOf::Texts{{"net", network_stack}, {"web", app_stack}});
  const Network network(app.stacks());
  EXPECT_EQ(network.reach("Server", "Data")->verdict, Verdict::yes);
  EXPECT_EQ(network.reach(internet, "Data")->verdict, Verdict::no);
}

TEST(Stacks, WithoutTheOtherStackAnImportIsUnknown) {
  const GraphOf app(GraphOf::Texts{{"web", app_stack}});
  const Answer answer = *Network(app.stacks()).reach("Server", "Data");
  EXPECT_EQ(answer.verdict, Verdict::perhaps);
  EXPECT_NE(std::ranges::find(answer.unknowns, "what another stack exports"),
            answer.unknowns.end());
}

TEST(Stacks, AnIdOfSeveralStacksIsNamedWithItsStack) {
  const GraphOf app(GraphOf::Texts{{"net", network_stack}, {"web", app_stack}});
  const Stacks& stacks = app.stacks();
  EXPECT_EQ(stacks.find("Group"), nullptr);
  ASSERT_NE(stacks.find("web/Group"), nullptr);
  EXPECT_EQ(stacks.find("web/Group")->logical_id, "web/Group");
  EXPECT_EQ(stacks.find("web/Data")->logical_id, "Data");
  EXPECT_EQ(stacks.find("net/Data"), nullptr);
  EXPECT_EQ(stacks.key_of("Data"), "web/Data");
  EXPECT_EQ(stacks.key_of("web/Group"), "web/Group");
}

TEST(Stacks, APlaceIsTheOneInTheOwnTemplate) {
  const GraphOf app(GraphOf::Texts{{"net", network_stack}, {"web", app_stack}});
  const TemplatePlace rule =
      app.stacks().place("web/Group", "/Properties/SecurityGroupIngress/0/SourceSecurityGroupId");
  EXPECT_EQ(rule.source->file(), "web.yaml");
  EXPECT_EQ(rule.place.line, 8U);
  const TemplatePlace whole = app.stacks().place("Subnet", "/Properties/Nothing");
  EXPECT_EQ(whole.source->file(), "net.yaml");
  EXPECT_EQ(whole.place.line, 4U);
}

TEST(Stacks, ResourcesOfSamAreWhatItMakesOfThem) {
  const GraphOf app(R"(
Transform: AWS::Serverless-2016-10-31
Resources:
  Table: {Type: AWS::DynamoDB::Table}
  Reader:
    Type: AWS::Serverless::Function
    Properties:
      Handler: a.b
      Runtime: python3.13
      InlineCode: x
      Policies: [{Statement: [{Effect: Allow, Action: dynamodb:GetItem, Resource: !GetAtt Table.Arn}]}]
)");
  const Permissions permissions(app.stacks());
  const Permission found = *permissions.may("Reader", "Table");
  EXPECT_EQ(found.answer.verdict, Verdict::yes) << words_of(found.answer);
  EXPECT_EQ(permissions.role_of("Reader"), "ReaderRole");
  EXPECT_EQ(app.stacks().place("Reader", "").place.line, 5U);
}

TEST(Stacks, ConditionsOfOneNameAreThoseOfTheirStacks) {
  const std::string conditional = R"(
Parameters: {Env: {Type: String}}
Conditions: {IsProd: !Equals [!Ref Env, prod]}
Resources:
  Vpc: {Type: AWS::EC2::VPC, Properties: {CidrBlock: 10.0.0.0/16}}
  Subnet: {Type: AWS::EC2::Subnet, Properties: {VpcId: !Ref Vpc, CidrBlock: 10.0.0.0/24}}
  Group: {Type: AWS::EC2::SecurityGroup, Condition: IsProd, Properties: {GroupDescription: g, VpcId: !Ref Vpc, SecurityGroupIngress: [{IpProtocol: "-1", CidrIp: 0.0.0.0/0}]}}
  Other: {Type: AWS::EC2::SecurityGroup, Properties: {GroupDescription: g, VpcId: !Ref Vpc}}
  One: {Type: AWS::EC2::Instance, Properties: {SubnetId: !Ref Subnet, SecurityGroupIds: [!Ref Other]}}
  Two: {Type: AWS::EC2::Instance, Properties: {SubnetId: !Ref Subnet, SecurityGroupIds: [!If [IsProd, !Ref Group, !Ref Other]]}}
)";
  const GraphOf app(GraphOf::Texts{{"a", conditional}, {"b", conditional}});
  const Answer answer = *Network(app.stacks()).reach("a/One", "a/Two");
  EXPECT_EQ(answer.verdict, Verdict::perhaps);
  EXPECT_EQ(answer.unknowns, std::vector<std::string>{"the condition a/IsProd"});
}

}  // namespace
}  // namespace omnitrack::graph
