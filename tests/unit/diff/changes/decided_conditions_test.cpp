#include <gmock/gmock.h>

#include "diff/verdicts_test.hpp"

// Conditions that hold in every deployment, or in none.

namespace omnitrack::diff {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::StartsWith;

/// A table by a condition, beside what is always there.
std::string table_by(const std::string& condition, const std::string& name = "orders") {
  return "Mappings: {Made: {prod: {table: 'yes'}}}\n"
         "Parameters: {Env: {Type: String}}\n"
         "Conditions: {C: " +
         condition +
         "}\n"
         "Resources:\n"
         "  T: {Type: AWS::DynamoDB::Table, Condition: C, Properties: {TableName: " +
         name + "}}\n  S: {Type: AWS::SNS::Topic}\n";
}

TEST(DecidedConditions, DecideWhatIsThere) {
  for (const char* never :
       {"!Equals [a, b]", "!Not [!Equals [a, a]]", "!And [!Equals [!Ref Env, x], !Equals [a, b]]",
        "!Or [!Equals [a, b], !Equals [b, c]]", "!Equals [!FindInMap [Made, prod, table], 'no']"}) {
    const Compared gone(table_by("!Equals [a, a]"), table_by(never));
    EXPECT_THAT(gone.lines(), testing::Contains("delete T")) << never;
    EXPECT_THAT(lost(table_by("!Equals [a, a]"), table_by(never)),
                ElementsAre("T all items of the table 'orders'"))
        << never;
    EXPECT_THAT(Compared(table_by(never), table_by(never, "other")).lines(), IsEmpty()) << never;
    const Compared made(table_by(never), table_by("!Equals [!Ref Env, !Ref Env]"));
    EXPECT_THAT(made.lines(), testing::Contains("create T")) << never;
    EXPECT_THAT(lost(table_by(never), "Resources: {S: {Type: AWS::SNS::Topic}}"), IsEmpty());
  }
}

TEST(DecidedConditions, SayWhyAResourceComesOrGoes) {
  const Compared gone(table_by("!Equals [a, a]"), table_by("!Equals [a, b]"));
  EXPECT_EQ(gone.diff.find("T")->reason, "'C' does not hold any more");
  const Compared made(table_by("!Equals [a, b]"), table_by("!Equals [a, a]"));
  EXPECT_EQ(made.diff.find("T")->reason, "'C' did not hold until now");
}

TEST(DecidedConditions, TakeTheirBranch) {
  const auto choice = [](const std::string& condition) {
    return "{\"Conditions\": {\"C\": " + condition +
           "}, \"Resources\": {\"T\": {\"Type\": \"AWS::DynamoDB::Table\", \"Properties\": "
           R"({"TableName": {"Fn::If": ["C", "one", "two"]}}}}})";
  };
  const std::string holds = choice(R"({"Fn::Equals": ["a", "a"]})");
  const std::string not_so = choice(R"({"Fn::Equals": ["a", "b"]})");
  EXPECT_THAT(
      Compared(holds, not_so).lines(),
      ElementsAre("replace T", "  /Properties/TableName replaces", "condition C", "   none"));
  EXPECT_THAT(
      Compared(holds, R"({"Resources": {"T": {"Type": "AWS::DynamoDB::Table", "Properties": )"
                      R"({"TableName": "one"}}}})")
          .lines(),
      ElementsAre("gone condition C"));
}

TEST(DecidedConditions, AreDecidedByARegionThatIsSaid) {
  const std::string by_region = table_by("!Equals [!Ref 'AWS::Region', eu-west-1]");
  const tmpl::Document before("test", by_region);
  const tmpl::Document after("test", "Resources: {S: {Type: AWS::SNS::Topic}}");
  meaning::Surroundings place;
  const auto losses = [&](bool is_assumed) {
    place.region = {.text = "us-east-1", .source = "test", .is_assumed = is_assumed};
    const StackDiff diff = compare({.name = "Stack",
                                    .before = &before.index(),
                                    .after = &after.index(),
                                    .surroundings = place});
    return loss_lines(find_losses({&diff, 1}));
  };
  EXPECT_THAT(losses(false), IsEmpty());
  EXPECT_THAT(losses(true),
              ElementsAre("maybe T all items of the table 'orders', only where 'C' holds"));
}

TEST(DecidedConditions, ALookUpByARegionThatIsOnlyShownMayBeOfAnotherRow) {
  const auto tables = [](const std::string& name) {
    return "Mappings: {M: {us-east-1: {n: " + name + R"(}, eu-west-1: {n: c}}}
Resources:
  T: {Type: AWS::DynamoDB::Table, Properties: {TableName: !FindInMap [M, !Ref AWS::Region, n]}}
)";
  };
  const tmpl::Document before("test", tables("a"));
  const tmpl::Document after("test", tables("b"));
  meaning::Surroundings place;
  const auto losses = [&](bool is_assumed) {
    place.region = {.text = "eu-west-1", .source = "test", .is_assumed = is_assumed};
    const StackDiff diff = compare({.name = "Stack",
                                    .before = &before.index(),
                                    .after = &after.index(),
                                    .surroundings = place});
    return loss_lines(find_losses({&diff, 1}));
  };
  EXPECT_THAT(losses(false), IsEmpty());
  EXPECT_THAT(losses(true), ElementsAre(StartsWith("maybe T all items of the table ")));
}

TEST(DecidedConditions, ALookUpIsOfRowsThatParametersAllow) {
  const auto tables = [](const std::string& dev, const std::string& other) {
    return "Mappings: {M: {dev: {n: " + dev + "}, prod: {n: c}, other: {n: " + other + R"(}}}
Parameters: {E: {Type: String, AllowedValues: [dev, prod]}}
Resources:
  T: {Type: AWS::DynamoDB::Table, Properties: {TableName: !FindInMap [M, !Ref E, n]}}
)";
  };
  EXPECT_THAT(Compared(tables("a", "x"), tables("a", "y")).lines(),
              ElementsAre("mapping M", "  /other/n none"));
  EXPECT_THAT(Compared(tables("a", "x"), tables("b", "x")).lines(),
              ElementsAre("may_replace T", "  /Properties/TableName may_replace because Mappings/M",
                          "mapping M", "  /dev/n none"));
}

TEST(DecidedConditions, OfMacrosOfOnesOwnAreLeft) {
  const std::string macro = "Fn::Transform: {Name: Mine}\n";
  EXPECT_THAT(Compared("Transform: Mine\n" + table_by("!Equals [a, b]", "one"),
                       "Transform: Mine\n" + table_by("!Equals [a, b]", "two"))
                  .lines(),
              ElementsAre("replace T", "  /Properties/TableName replaces"));
}

TEST(DecidedConditions, ThatNameEachOtherSayNothing) {
  const auto in_circle = [](const std::string& name) {
    return "Conditions: {A: !Not [!Condition B], B: !Not [!Condition A]}\n"
           "Resources: {T: {Type: AWS::DynamoDB::Table, Condition: A, Properties: {TableName: " +
           name + "}}}\n";
  };
  EXPECT_THAT(Compared(in_circle("one"), in_circle("two")).lines(),
              ElementsAre("replace T", "  /Properties/TableName replaces"));
}

}  // namespace
}  // namespace omnitrack::diff
