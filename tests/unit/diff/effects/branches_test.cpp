#include <gmock/gmock.h>

#include "diff/verdicts_test.hpp"

namespace omnitrack::diff {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

std::string table(const std::string& name, const std::string& condition = "!Equals [a, !Ref Env]",
                  const std::string& condition_name = "C") {
  return "Parameters: {Env: {Type: String}}\nConditions: {" + condition_name + ": " + condition +
         "}\nResources: {T: {Type: AWS::DynamoDB::Table, Properties: {BillingMode: "
         "PAY_PER_REQUEST, TableName: " +
         name + "}}}";
}

TEST(Branches, OneOfThemReplacesPerhaps) {
  EXPECT_THAT(Compared(table("!If [C, a, b]"), table("!If [C, a, c]")).lines(),
              ElementsAre("may_replace T", "  /Properties/TableName/Fn::If/2 may_replace"));
  EXPECT_THAT(lost(table("!If [C, a, b]"), table("!If [C, a, c]")),
              ElementsAre("maybe T all items of the table, if it is replaced: only where 'C' does "
                          "not hold"));
  EXPECT_THAT(lost(table("!If [C, a, b]"), table("!If [C, c, b]")),
              ElementsAre(HasSubstr("only where 'C' holds")));
}

TEST(Branches, BothOfThemReplaceSurely) {
  EXPECT_THAT(Compared(table("!If [C, a, b]"), table("!If [C, c, d]")).lines(),
              ElementsAre("replace T", "  /Properties/TableName/Fn::If/1 replaces",
                          "  /Properties/TableName/Fn::If/2 replaces"));
}

TEST(Branches, OfTheResourcesOwnConditionAreChosenOrNever) {
  const auto own = [](const std::string& name, const std::string& condition = "C") {
    return "Parameters: {Env: {Type: String}}\nConditions: {C: !Equals [a, !Ref Env], "
           "D: !Equals [b, !Ref Env]}\nResources: {T: {Type: AWS::DynamoDB::Table, Condition: " +
           condition + ", Properties: {BillingMode: PAY_PER_REQUEST, TableName: " + name + "}}}";
  };
  EXPECT_THAT(Compared(own("!If [C, a, b]"), own("!If [C, c, b]")).lines(),
              ElementsAre("replace T", "  /Properties/TableName/Fn::If/1 replaces"));
  EXPECT_THAT(lost(own("!If [C, a, b]"), own("!If [C, a, c]")), IsEmpty());
  EXPECT_THAT(Compared(own("!If [C, a, b]"), own("!If [C, a, c]")).lines(),
              ElementsAre("update T", "  /Properties/TableName/Fn::If/2 none"));
  EXPECT_THAT(Compared(own("!If [C, a, !If [D, x, y]]"), own("!If [C, a, !If [D, z, y]]")).lines(),
              ElementsAre("update T", "  /Properties/TableName/Fn::If/2/Fn::If/1 none"));
  EXPECT_THAT(lost(own("!If [C, a, b]", "D"), own("!If [C, a, c]", "D")).size(), 1);
}

TEST(Branches, AnInnerOneMakesTheOuterOneUncertain) {
  EXPECT_THAT(
      Compared(table("!If [C, a, !If [C, b, c]]"), table("!If [C, d, !If [C, e, c]]")).lines(),
      ElementsAre("may_replace T", "  /Properties/TableName/Fn::If/1 may_replace",
                  "  /Properties/TableName/Fn::If/2/Fn::If/1 may_replace"));
}

TEST(Branches, ThatAreAlikeAreNoChoice) {
  EXPECT_THAT(Compared(table("!If [C, a, a]"), table("a")).lines(), IsEmpty());
  EXPECT_THAT(Compared(table("a"), table("!If [C, a, a]")).lines(), IsEmpty());
}

TEST(Branches, OfWhichOneIsWhatWasThereReplacePerhaps) {
  const auto may_replace = ElementsAre("may_replace T", "  /Properties/TableName may_replace");
  EXPECT_THAT(Compared(table("a"), table("!If [C, a, b]")).lines(), may_replace);
  EXPECT_THAT(Compared(table("!If [C, !If [C, b, c], a]"), table("a")).lines(), may_replace);
  EXPECT_THAT(Compared(table("!Ref AWS::NoValue"), table("!If [C, a, !Ref AWS::NoValue]")).lines(),
              may_replace);
  EXPECT_THAT(Compared(table("a"), table("!If [C, c, b]")).lines(),
              ElementsAre("replace T", "  /Properties/TableName replaces"));
  EXPECT_THAT(lost(table("a"), table("!If [C, a, b]")),
              ElementsAre("maybe T all items of the table 'a', if it is replaced: a branch of a "
                          "condition gives the same"));
}

TEST(Branches, OfAConditionWithAnotherNameAreTheSame) {
  const std::string same = "!Equals [!Ref Env, a]";
  EXPECT_THAT(Compared(table("!If [C, a, b]"), table("!If [D, a, b]", same, "D")).lines(),
              ElementsAre("new condition D", "gone condition C"));
  EXPECT_THAT(Compared(table("!If [C, a, b]"), table("!If [D, a, c]", same, "D")).lines(),
              ElementsAre("may_replace T", "  /Properties/TableName/Fn::If/2 may_replace",
                          "new condition D", "gone condition C"));
}

TEST(Branches, OfTheOppositeConditionAreTheSameTheOtherWayRound) {
  const std::string opposite = "!Not [!Equals [!Ref Env, a]]";
  EXPECT_THAT(Compared(table("!If [C, a, b]"), table("!If [D, b, a]", opposite, "D")).lines(),
              ElementsAre("update T", "  /Properties/TableName none", "new condition D",
                          "gone condition C"));
  EXPECT_THAT(Compared(table("!If [C, a, b]"), table("!If [C, b, a]", opposite)).lines(),
              ElementsAre("update T", "  /Properties/TableName none", "condition C", testing::_));
}

TEST(Branches, ThatNameWhatIsReplacedReplacePerhaps) {
  const auto text = [](const std::string& name, const std::string& group) {
    return "Resources:\n  G: {Type: AWS::RDS::DBSubnetGroup, Properties: {DBSubnetGroupName: " +
           name +
           "}}\n  D: {Type: AWS::RDS::DBInstance, Properties: {Engine: mysql, DBSubnetGroupName: " +
           group + "}}\n";
  };
  EXPECT_THAT(Compared(text("a", "!If [C, !Ref G, x]"), text("b", "!If [C, !Ref G, x]")).lines(),
              ElementsAre("replace G", "  /Properties/DBSubnetGroupName replaces", "may_replace D",
                          "  /Properties/DBSubnetGroupName/Fn::If/1 may_replace because G"));
}

std::string conditional(const std::string& condition, const std::string& name = "C") {
  return "Parameters: {Env: {Type: String}}\nConditions: {" + name + ": " + condition +
         "}\nResources: {T: {Type: AWS::DynamoDB::Table, Condition: " + name + "}}";
}

TEST(Conditions, ThatSayTheSameKeepAResource) {
  const std::string before = conditional("!Not [!Equals [!Ref Env, a]]");
  EXPECT_THAT(lost(before, conditional("!Not [!Equals [a, !Ref Env]]")), IsEmpty());
  EXPECT_THAT(lost(before, conditional("!Not [!Not [!Not [!Equals [!Ref Env, a]]]]")), IsEmpty());
  EXPECT_THAT(lost(before, conditional("!Not [!Equals [!Ref Env, a]]", "D")), IsEmpty());
  EXPECT_THAT(lost(before, conditional("!Equals [!Ref Env, a]")),
              ElementsAre(HasSubstr("condition 'C' changed")));
  EXPECT_THAT(lost(before, conditional("!Equals [!Ref Env, a]", "D")),
              ElementsAre(HasSubstr("it is removed where 'D' does not hold")));
}

TEST(Conditions, WithAnotherNameAreTheSameForAllVerdicts) {
  const auto text = [](const std::string& name, const std::string& compared_values) {
    return "Parameters: {Env: {Type: String}}\nConditions: {" + name + ": !Equals [" +
           compared_values +
           "]}\nResources:\n  D: {Type: AWS::RDS::DBInstance, Condition: " + name +
           ", Properties: {DeletionProtection: !If [" + name +
           ", true, false]}}\n  G: {Type: AWS::EC2::SecurityGroup, Properties: "
           "{SecurityGroupIngress: [{IpProtocol: tcp, FromPort: 1, ToPort: 1, CidrIp: !If [" +
           name + ", 10.0.0.0/8, 0.0.0.0/0]}]}}\n";
  };
  const Compared compared(text("C", "a, !Ref Env"), text("D", "!Ref Env, a"));
  EXPECT_THAT(compared.lines(), ElementsAre("new condition D", "gone condition C"));
  EXPECT_THAT(find_losses({&compared.diff, 1}), IsEmpty());
  EXPECT_THAT(find_security_changes({&compared.diff, 1}), IsEmpty());
}

}  // namespace
}  // namespace omnitrack::diff
