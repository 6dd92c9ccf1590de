#include "meaning/condition_logic.hpp"

#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "meaning/references.hpp"
#include "template/document.hpp"

namespace omnitrack::meaning {
namespace {

/// Whether conditions can hold together; a name that begins with `-` must not hold.
bool can_hold(std::string_view conditions, std::initializer_list<std::string_view> names) {
  const tmpl::Document document("test", std::string(conditions));
  std::vector<Assumption> assumptions;
  for (const std::string_view name : names) {
    const bool holds = !name.starts_with('-');
    assumptions.push_back({holds ? name : name.substr(1), holds});
  }
  return can_hold_together(document.index(), assumptions);
}

TEST(Conditions, HoldTogetherWhereSomeValuesMakeThem) {
  constexpr std::string_view stages =
      "Parameters: {Stage: {Type: String, AllowedValues: [dev, prod]}, Size: {Type: String}}\n"
      "Conditions:\n"
      "  Prod: !Equals [!Ref Stage, prod]\n"
      "  Dev: !Equals [dev, !Ref Stage]\n"
      "  Test: !Equals [!Ref Stage, test]\n"
      "  Large: !Equals [!Ref Size, large]\n"
      "  Both: !And [!Condition Prod, !Condition Large]\n"
      "  Either: !Or [!Condition Prod, !Condition Dev]\n"
      "  Never: !Not [!Condition Either]\n";
  EXPECT_TRUE(can_hold(stages, {"Prod"}));
  EXPECT_FALSE(can_hold(stages, {"Prod", "Dev"}));
  EXPECT_FALSE(can_hold(stages, {"-Prod", "-Dev"}));
  EXPECT_FALSE(can_hold(stages, {"Test"}));
  EXPECT_TRUE(can_hold(stages, {"Both"}));
  EXPECT_FALSE(can_hold(stages, {"Both", "-Large"}));
  EXPECT_TRUE(can_hold(stages, {"Prod", "-Both"}));
  EXPECT_FALSE(can_hold(stages, {"Never"}));
  EXPECT_FALSE(can_hold(stages, {"Unheard"}));
}

TEST(Conditions, AreDecidedByWhatFunctionsGiveInEveryStack) {
  constexpr std::string_view decided =
      "Parameters: {P: {Type: String}}\n"
      "Mappings: {M: {dev: {v: x, l: [a, b]}}}\n"
      "Conditions:\n"
      "  Two: !Equals [{Fn::Length: [a, !Ref P]}, 2]\n"
      "  Three: !Equals [{Fn::Length: [a, b]}, 3]\n"
      "  OfMap: !Equals [{Fn::Length: !FindInMap [M, dev, l]}, 3]\n"
      "  OneOrTwo: !Equals [{Fn::Length: [a, !If [C, b, !Ref AWS::NoValue]]}, 3]\n"
      "  C: !Equals [!Ref P, c]\n"
      "  Json: !Equals [{Fn::ToJsonString: {a: b}}, '{\"a\":\"c\"}']\n"
      "  Found: !Equals [!FindInMap [M, dev, v], y]\n"
      "  Default: !Equals [!FindInMap [M, prod, v, {DefaultValue: y}], x]\n"
      "  Open: !Equals [!FindInMap [M, !Ref P, v, {DefaultValue: y}], x]\n"
      "  Hex: !Equals [0x10, '16']\n"
      "  Other: !Equals [1_000, '1_000']\n";
  for (const std::string_view each : {"Two", "OneOrTwo", "Open", "Hex"}) {
    EXPECT_TRUE(can_hold(decided, {each})) << each;
  }
  for (const std::string_view each :
       {"-Two", "Three", "OfMap", "Json", "Found", "Default", "-Hex", "Other"}) {
    EXPECT_FALSE(can_hold(decided, {each})) << each;
  }
}

TEST(Conditions, HoldTogetherWhereTheRulesLetThem) {
  constexpr std::string_view network =
      "Parameters:\n"
      "  Stack: {Type: String, AllowedValues: ['yes', 'no']}\n"
      "  Vpc: {Type: String, AllowedValues: ['yes', 'no']}\n"
      "  Size: {Type: String}\n"
      "Conditions:\n"
      "  HasStack: !Equals [!Ref Stack, 'yes']\n"
      "  HasVpc: !Equals [!Ref Vpc, 'yes']\n"
      "  Small: !Equals [!Ref Size, small]\n"
      "  Large: !Equals [!Ref Size, large]\n"
      "Rules:\n"
      "  VpcNeedsStack:\n"
      "    RuleCondition: !Equals [!Ref Vpc, 'yes']\n"
      "    Assertions: [{Assert: !Equals [!Ref Stack, 'yes']}]\n"
      "  Sizes:\n"
      "    Assertions:\n"
      "      - Assert: !Contains [[small, medium], !Ref Size]\n"
      "      - Assert: !Not [!Equals [!Ref Stack, maybe]]\n";
  EXPECT_TRUE(can_hold(network, {"HasVpc", "HasStack"}));
  EXPECT_TRUE(can_hold(network, {"-HasVpc", "HasStack"}));
  EXPECT_FALSE(can_hold(network, {"HasVpc", "-HasStack"}));
  EXPECT_TRUE(can_hold(network, {"Small"}));
  EXPECT_TRUE(can_hold(network, {"-Small"}));
  EXPECT_FALSE(can_hold(network, {"Large"}));
}

// What another rule asserts of other parameters decides nothing.
TEST(Conditions, AreUndecidedWhereARuleAboutTheSameValuesIs) {
  constexpr std::string_view zones =
      "Parameters: {Zone: {Type: 'AWS::EC2::AvailabilityZone::Name'}, Size: {Type: String}}\n"
      "Conditions: {First: !Equals [!Ref Zone, a], Small: !Equals [!Ref Size, small]}\n"
      "Rules:\n"
      "  Zones:\n"
      "    Assertions:\n"
      "      - Assert: !EachMemberIn [[!Ref Zone], !RefAll 'AWS::EC2::AvailabilityZone::Name']\n";
  EXPECT_FALSE(can_hold(zones, {"First"}));
  EXPECT_TRUE(can_hold(zones, {"Small"}));
}

TEST(Conditions, ThatNameEachOtherInACircleAreUndecided) {
  EXPECT_FALSE(can_hold("Conditions: {A: !Not [!Condition B], B: !Not [!Condition A]}\n", {"A"}));
}

// Each is an Or of ten times the one before: as a tree it has 10^14 leaves.
TEST(Conditions, AreWorkedOutOnceHoweverOftenTheyAreNamed) {
  std::string text = "Conditions:\n  C0: !Equals [!Ref P, a]\n";
  constexpr int levels = 15;
  for (int i = 1; i < levels; ++i) {
    text += "  C" + std::to_string(i) + ": !Or [";
    for (int j = 0; j < 10; ++j) {
      text += (j == 0 ? "!Condition C" : ", !Condition C") + std::to_string(i - 1);
    }
    text += "]\n";
  }
  EXPECT_TRUE(can_hold(text, {"C14"}));
  EXPECT_FALSE(can_hold(text, {"C14", "-C0"}));
}

TEST(Conditions, OnMoreUnknownsThanCanBeTriedAreUndecided) {
  std::string text = "Conditions:\n";
  std::string all = "  All: !And [";
  for (int i = 0; i < 30; ++i) {
    const std::string number = std::to_string(i);
    text += "  C" + number + ": !Equals [!Ref P" + number + ", a]\n";
    all += (i == 0 ? "!Condition C" : ", !Condition C") + number;
  }
  EXPECT_FALSE(can_hold(text + all + "]\n", {"All"}));
}

TEST(GrowConditions, ReachesThoseThatStandBeforeWhatTheyName) {
  const tmpl::Document document("test",
                                "Conditions:\n"
                                "  Third: !Not [!Condition Second]\n"
                                "  Second: !Or [!Condition First, !Condition First]\n"
                                "  First: !Equals [!Ref A, b]\n"
                                "  Other: !Equals [!Ref B, b]\n");
  std::set<std::string_view> taken{"A"};
  grow_conditions(document.index(), [&taken](const tmpl::Member& each) {
    bool names_taken = false;
    for_each_name_in(each.value,
                     [&](const Name& name) { names_taken |= taken.contains(name.text); });
    return names_taken && taken.insert(each.key()).second;
  });
  EXPECT_EQ(taken, (std::set<std::string_view>{"A", "First", "Second", "Third"}));
}

}  // namespace
}  // namespace omnitrack::meaning
