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

TEST(Conditions, HoldTogetherWhereTheRulesLetThem) {
  constexpr std::string_view text =
      "Conditions:\n"
      "  Stack: !Equals [!Ref Stack, 'true']\n"
      "  Network: !Equals [!Ref Network, 'true']\n"
      "  Prod: !Equals [!Ref Stage, prod]\n"
      "Rules:\n"
      "  Network:\n"
      "    RuleCondition: !Equals [!Ref Network, 'true']\n"
      "    Assertions: [{Assert: !Equals [!Ref Stack, 'true']}]\n"
      "  Stage:\n"
      "    Assertions: [{Assert: {'Fn::Contains': [[dev], !Ref Stage]}}]\n";
  EXPECT_TRUE(can_hold(text, {"Stack", "Network"}));
  EXPECT_TRUE(can_hold(text, {"Stack", "-Network"}));
  EXPECT_FALSE(can_hold(text, {"-Stack", "Network"}));
  EXPECT_FALSE(
      can_hold("Conditions: {A: !Equals [!Ref P, a]}\n"
               "Rules: {R: {Assertions: [{Assert: !Equals [b, !Ref P]}]}}\n",
               {"A"}));
  EXPECT_TRUE(can_hold(text, {"Prod"}));  // other tests of rules are not worked out
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
