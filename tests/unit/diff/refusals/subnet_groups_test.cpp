#include <gmock/gmock.h>

#include "diff/verdicts_test.hpp"

namespace omnitrack::diff {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::string group(const std::string& subnets, const std::string& more = {}) {
  return "Resources:\n  G: {Type: AWS::RDS::DBSubnetGroup, Properties: {SubnetIds: [" + subnets +
         "]}}\n" + more;
}

std::string subnet(const std::string& id, const std::string& block) {
  return "  " + id + ": {Type: AWS::EC2::Subnet, Properties: {VpcId: v, CidrBlock: " + block +
         "}}\n";
}

constexpr const char* database =
    "  D: {Type: AWS::RDS::DBInstance, Properties: {DBSubnetGroupName: !Ref G}}\n";

TEST(SubnetGroups, WhatIsInUseDoesNotGo) {
  EXPECT_THAT(refused(group("a, b", database), group("c, d", database)),
              ElementsAre("OT5140 G all subnets of the group go, and 'D' is in them"));
  EXPECT_THAT(refused(group("a, b", database), group("b, c", database)),
              ElementsAre("maybe OT5140 G 'D' may be in a subnet of the group that goes"));
  EXPECT_THAT(
      refused(group("a, b"), group("c, d")),
      ElementsAre(
          "maybe OT5140 G all subnets of the group go, and what uses the group is in them"));
  EXPECT_THAT(refused(group("a, b", database), group("b, a, c", database)), IsEmpty());
}

TEST(SubnetGroups, ASubnetThatIsReplacedGoes) {
  const auto template_of = [](const std::string& first, const std::string& second) {
    return group("!Ref A, !Ref B", database + subnet("A", first) + subnet("B", second));
  };
  const std::string before = template_of("10.0.0.0/24", "10.0.1.0/24");
  EXPECT_THAT(refused(before, template_of("10.0.2.0/24", "10.0.3.0/24")),
              ElementsAre("OT5140 G all subnets of the group go, and 'D' is in them"));
  EXPECT_THAT(refused(before, template_of("10.0.0.0/24", "10.0.3.0/24")),
              ElementsAre("maybe OT5140 G 'D' may be in a subnet of the group that goes"));
}

TEST(SubnetGroups, AnImportedSubnetMayBeAnOldOne) {
  EXPECT_THAT(
      refused(group("a, b", database), group("!ImportValue First, !ImportValue Second", database)),
      ElementsAre("maybe OT5140 G all subnets of the group go, and 'D' is in them"));
}

}  // namespace
}  // namespace omnitrack::diff
