#include <gmock/gmock.h>

#include "diff/security/security_changes.hpp"
#include "diff/verdicts_test.hpp"

namespace omnitrack::diff {
namespace {

using testing::HasSubstr;

const std::string shop = R"(
Resources:
  NestedStack1: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: one}}
  NestedStack2:
    Type: AWS::CloudFormation::Stack
    Properties:
      TemplateURL: two
      Parameters:
        Group: !GetAtt NestedStack1.Outputs.GROUP
        Role: !GetAtt NestedStack1.Outputs.Role
)";

const std::string group_part = R"(
Resources:
  Open:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: open
      SecurityGroupIngress: [{IpProtocol: tcp, FromPort: 22, ToPort: 22, CidrIp: 0.0.0.0/0}]
  Closed: {Type: AWS::EC2::SecurityGroup, Properties: {GroupDescription: closed}}
  Worker:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Statement: {Effect: Allow, Action: sts:AssumeRole, Principal: {Service: ec2.amazonaws.com}}
Outputs:
  Open: {Value: !GetAtt Open.GroupId}
  Closed: {Value: !GetAtt Closed.GroupId}
  Role: {Value: !Ref Worker}
)";

std::string shop_with(const std::string& group) {
  std::string text = shop;
  return text.replace(text.find("GROUP"), 5, group);
}

std::string instance(const std::string& more = {}) {
  return R"(
Parameters: {Group: {Type: String}, Role: {Type: String}}
Resources:
  Machine: {Type: AWS::EC2::Instance, Properties: {ImageId: ami-1, SecurityGroupIds: [!Ref Group]}}
)" + more;
}

std::string changes_of(const std::vector<ComparedStacks::Texts>& stacks) {
  const ComparedStacks compared(stacks);
  std::string lines;
  for (const SecurityChange& each : find_security_changes(compared.diffs)) {
    lines += compared.diffs[each.stack].name + ": " + as_lines({each});
  }
  return lines;
}

TEST(JoinedStack, AGroupOfAnotherPartLetsInItsSources) {
  const auto changed = [](const std::string& before, const std::string& after) {
    return changes_of({{"Shop", shop_with(before), shop_with(after)},
                       {"Shop.NestedStack1", group_part, group_part, "Shop"},
                       {"Shop.NestedStack2", instance(), instance(), "Shop"}});
  };
  const std::string opened = changed("Closed", "Open");
  EXPECT_THAT(opened, HasSubstr("wider network"));
  EXPECT_THAT(opened, HasSubstr("anybody on the internet newly reaches port 22"));
  EXPECT_EQ(changed("Closed", "Closed"), "");
}

TEST(JoinedStack, ARightOfARoleOfAnotherPartIsThatRoles) {
  const std::string policy = R"(
  Rights:
    Type: AWS::IAM::Policy
    Properties:
      PolicyName: rights
      Roles: [!Ref Role]
      PolicyDocument: {Statement: {Effect: Allow, Action: s3:GetObject, Resource: '*'}}
)";
  const std::string given =
      changes_of({{"Shop", shop_with("Closed"), shop_with("Closed")},
                  {"Shop.NestedStack1", group_part, group_part, "Shop"},
                  {"Shop.NestedStack2", instance(), instance(policy), "Shop"}});
  EXPECT_EQ(given,
            "Shop.NestedStack2: wider permissions Rights: role Worker may now s3:GetObject on "
            "everything\n");
}

TEST(JoinedStack, APartAloneIsReadAlone) {
  const std::string closed = "Resources: {Closed: {Type: AWS::EC2::SecurityGroup}}\n";
  EXPECT_THAT(changes_of({{"Shop.NestedStack1", closed, group_part, "Shop"}}),
              HasSubstr("Shop.NestedStack1: wider"));
}

}  // namespace
}  // namespace omnitrack::diff
