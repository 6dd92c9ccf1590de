#include <gmock/gmock.h>

#include "validate/validate_test.hpp"

namespace omnitrack::validate {
namespace {

using testing::HasSubstr;

std::string in_mappings(std::string_view text) {
  return found_by(check_mappings, "Mappings: " + std::string(text));
}

TEST(Mappings, OfTextsAndListsAreRight) {
  EXPECT_EQ(in_mappings("{M: {eu-west-1: {a: b, c: [d, 1], e: true}, '10.0': {x: 1}}}"), "");
  EXPECT_EQ(in_mappings("{'Fn::Transform': {Name: AWS::Include}}"), "");
  EXPECT_EQ(in_mappings("{M: {'Fn::Transform': {Name: AWS::Include}}}"), "");
}

TEST(Mappings, HaveTwoLevels) {
  EXPECT_EQ(in_mappings("{M: text}"),
            "error OT4430 1:15 Mappings/M: a mapping must be a map, not the text 'text'\n");
  EXPECT_THAT(in_mappings("{M: {}}"), HasSubstr("OT4430 1:15 Mappings/M: the mapping has no keys"));
  EXPECT_EQ(in_mappings("{M: {a: b}}"),
            "error OT4431 1:19 Mappings/M/a: a key of a mapping must be a map of attributes, not "
            "the text 'b'\n");
  EXPECT_THAT(in_mappings("{M: {a: {}}}"), HasSubstr("OT4431"));
  EXPECT_EQ(in_mappings("{M: {a: {b: {c: d}}}}"),
            "error OT4432 1:23 Mappings/M/a/b: a mapped value must be text or a list of texts, not "
            "a map\n");
}

TEST(Mappings, AreWrittenOut) {
  EXPECT_THAT(in_mappings("{M: {a: {b: !Ref AWS::Region}}}"),
              HasSubstr("OT4433 1:23 Mappings/M/a/b: a mapping cannot have a call of Ref in it"));
  EXPECT_THAT(in_mappings("{M: {a: {b: [!Ref AWS::Region]}}}"), HasSubstr("OT4433"));
  EXPECT_EQ(in_mappings("{M: {a: {b: !Ref AWS::Region}}}\nTransform: AWS::LanguageExtensions"), "");
}

TEST(Mappings, HaveKeysOfLettersAndDigits) {
  EXPECT_THAT(in_mappings("{M: {a_b: {c: d}}}"), HasSubstr("OT4434 1:16 Mappings/M/a_b"));
  EXPECT_THAT(in_mappings("{M: {a: {c-d: e}}}"), HasSubstr("OT4434 1:20 Mappings/M/a/c-d"));
}

std::string in_conditions(std::string_view text) {
  return found_by(check_conditions, "Conditions: " + std::string(text));
}

TEST(Conditions, OfConditionFunctionsAreRight) {
  EXPECT_EQ(in_conditions("{A: !Equals [a, b], B: !Not [!Condition A], "
                          "C: !And [!Condition A, !Or [!Condition B, !Equals [c, d]]], "
                          "D: {Condition: A}}"),
            "");
  EXPECT_EQ(in_conditions("{'Fn::ForEach::X': [A, [b], {}]}\nTransform: AWS::LanguageExtensions"),
            "");
}

TEST(Conditions, AreNothingElse) {
  EXPECT_EQ(in_conditions("{A: text}"),
            "error OT4440 1:17 Conditions/A: a condition must be a call of Fn::Equals, Fn::And, "
            "Fn::Or, Fn::Not or Condition, not the text 'text'\n");
  EXPECT_THAT(
      in_conditions("{A: !Equals [a, b], B: !Not [A]}"),
      HasSubstr("Conditions/B/Fn::Not/0: a condition must be a call of Fn::Equals, Fn::And, "
                "Fn::Or, Fn::Not or Condition, not the text 'A' (write "
                "{\"Condition\": \"A\"})"));
  EXPECT_THAT(in_conditions("{A: !Ref P}"), HasSubstr("not a call of Ref"));
  EXPECT_THAT(in_conditions("{A: {a: b, c: d}}"), HasSubstr("not a map"));
}

TEST(Conditions, AreNotMadeOfThemselves) {
  EXPECT_EQ(in_conditions("{A: !Not [!Condition B], B: !Condition C, C: !Condition B}"),
            "error OT4443 1:38 Conditions/B: the condition is made of itself: B → C → B\n");
  EXPECT_THAT(in_conditions("{A: !Condition A}"), HasSubstr("A → A"));
}

std::string in_rules(std::string_view text) {
  return found_by(check_rules, "Rules: " + std::string(text));
}

TEST(Rules, WithAssertionsAreRight) {
  EXPECT_EQ(in_rules("{R: {RuleCondition: !Equals [a, b], Assertions: [{Assert: !Equals [a, b], "
                     "AssertDescription: d}]}}"),
            "");
}

TEST(Rules, HaveAKnownShape) {
  EXPECT_THAT(in_rules("{R: text}"), HasSubstr("error OT4450 1:12 Rules/R"));
  EXPECT_THAT(in_rules("{R: {Assertions: [], Asserts: []}}"),
              HasSubstr("warning OT4451 1:29 Rules/R/Asserts: a rule has no key 'Asserts'"));
  EXPECT_THAT(in_rules("{R: {RuleCondition: !Equals [a, b]}}"),
              HasSubstr("error OT4452 1:9 Rules/R: the rule has no Assertions"));
  EXPECT_THAT(in_rules("{R: {Assertions: [{AssertDescription: d}]}}"),
              HasSubstr("error OT4453 1:26 Rules/R/Assertions/0: the assertion has no Assert"));
  EXPECT_THAT(in_rules("{R: {RuleCondition: text, Assertions: []}}"),
              HasSubstr("error OT4454 1:28 Rules/R/RuleCondition"));
}

}  // namespace
}  // namespace omnitrack::validate
