#include <gmock/gmock.h>

#include "diff/verdicts_test.hpp"

namespace omnitrack::diff {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::string rule(const std::string& id, int priority, const std::string& more = {}) {
  return "  " + id +
         ": {Type: AWS::ElasticLoadBalancingV2::ListenerRule, Properties: {ListenerArn: l, "
         "Priority: " +
         std::to_string(priority) + "}" + more + "}\n";
}

std::string rules_with(const std::string& text) { return "Resources:\n" + text; }

TEST(ClaimsInPlace, ASwapIsRefused) {
  EXPECT_THAT(
      refused(rules_with(rule("A", 1) + rule("B", 2)), rules_with(rule("A", 2) + rule("B", 1))),
      ElementsAre("OT5109 A the priority of the listener '2' is still that of 'B', which "
                  "takes over what this one has",
                  "OT5109 B the priority of the listener '1' is still that of 'A', which "
                  "takes over what this one has"));
}

TEST(ClaimsInPlace, WhatIsMadeMayComeBeforeWhatGivesWay) {
  const std::string line =
      "OT5109 B the priority of the listener '1' is that of 'A' until that one "
      "is updated";
  const std::string before = rules_with(rule("A", 1));
  EXPECT_THAT(refused(before, rules_with(rule("A", 2) + rule("B", 1))),
              ElementsAre("maybe " + line));
  EXPECT_THAT(refused(before, rules_with(rule("A", 2) + rule("B", 1, ", DependsOn: A"))),
              IsEmpty());
  EXPECT_THAT(refused(before, rules_with(rule("A", 2, ", DependsOn: B") + rule("B", 1))),
              ElementsAre(line));
  EXPECT_THAT(refused(rules_with(rule("A", 1) + rule("C", 3)),
                      rules_with(rule("A", 2) + rule("C", 3, ", DependsOn: A") +
                                 rule("B", 1, ", DependsOn: C"))),
              IsEmpty());
}

TEST(ClaimsInPlace, WhatIsUpdatedComesBeforeWhatIsDeleted) {
  EXPECT_THAT(refused(rules_with(rule("A", 1) + rule("B", 2)), rules_with(rule("A", 2))),
              ElementsAre("OT5109 A the priority of the listener '2' is still that of 'B', which "
                          "goes only after this one is updated"));
  EXPECT_THAT(refused(rules_with(rule("A", 1) + rule("B", 2)), rules_with(rule("A", 3))),
              IsEmpty());
}

TEST(ClaimsInPlace, AnItemOfAListMayMove) {
  const auto distribution = [](const std::string& id, const std::string& aliases) {
    return "  " + id +
           ": {Type: AWS::CloudFront::Distribution, Properties: {DistributionConfig: {Comment: " +
           id + ", Aliases: [" + aliases + "]}}}\n";
  };
  EXPECT_THAT(refused(rules_with(distribution("A", "a.example.com, b.example.com") +
                                 distribution("B", "c.example.com")),
                      rules_with(distribution("A", "a.example.com") +
                                 distribution("B", "c.example.com, b.example.com"))),
              ElementsAre("maybe OT5109 B the alternate domain name 'b.example.com' is that of 'A' "
                          "until that one is updated"));
}

}  // namespace
}  // namespace omnitrack::diff
