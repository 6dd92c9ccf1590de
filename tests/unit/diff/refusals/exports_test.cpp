#include <gmock/gmock.h>

#include "diff/verdicts_test.hpp"

namespace omnitrack::diff {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::StartsWith;

const std::string topic = "Resources: {T: {Type: AWS::SNS::Topic}}\n";

std::string exporting(const std::string& name, const std::string& value = "!Ref T") {
  return topic + "Outputs: {O: {Value: " + value + ", Export: {Name: " + name + "}}}\n";
}

std::string importing(const std::string& name) {
  return "Resources: {S: {Type: AWS::SNS::Subscription, Properties: {Protocol: sqs, TopicArn: "
         "!ImportValue " +
         name + "}}}\n";
}

std::vector<std::string> refused_among(const std::vector<ComparedStacks::Texts>& stacks) {
  const ComparedStacks compared(stacks);
  return refusal_lines(find_refusals(compared.diffs));
}

TEST(Exports, OneThatGoesWhileItIsImportedIsRefused) {
  EXPECT_THAT(refused_among({{"A", exporting("x"), topic}, {"B", importing("x"), importing("x")}}),
              ElementsAre("OT5104 O the export 'x' goes, and 'B' imports it"));
}

TEST(Exports, OneThatNobodyImportsAnyMoreDependsOnTheOrder) {
  const ComparedStacks compared({{"A", exporting("x"), topic}, {"B", importing("x"), topic}});
  const auto refusals = find_refusals(compared.diffs);
  EXPECT_THAT(refusal_lines(refusals), ElementsAre(StartsWith("maybe OT5104 O ")));
  EXPECT_TRUE(refusals[0].has_phases);
  EXPECT_EQ(refusals[0].hint, "deploy 'B' first, and 'A' once that is done");
}

TEST(Exports, OneThatGivesWayToAnotherIsRefused) {
  EXPECT_THAT(
      refused_among({{"A", exporting("x"), exporting("y")}, {"B", importing("x"), importing("y")}}),
      ElementsAre(StartsWith("OT5104 O ")));
}

TEST(Exports, ThatAParameterNamesArePerhapsRefused) {
  const auto with = [](const std::string& name, const std::string& value) {
    return "Parameters: {E: {Type: String}}\nResources: {T: {Type: AWS::SNS::Topic}, U: {Type: "
           "AWS::SNS::Topic}}\nOutputs: {O: {Value: " +
           value + ", Export: {Name: !Sub '" + name + "'}}}\n";
  };
  const auto refused = [](const std::string& before, const std::string& after) {
    return refused_among({{"A", before, after}});
  };
  EXPECT_THAT(refused(with("${E}-x", "!Ref T"), with("${E}-x", "!Ref U")),
              ElementsAre(HasSubstr("the value of the export '${E}-x' changes")));
  EXPECT_THAT(refused(with("${E}-x", "!Ref T"), with("${E}-y", "!Ref T")),
              ElementsAre(HasSubstr("the export '${E}-x' goes")));
  EXPECT_THAT(refused(with("${E}-x", "!Ref T"), with("${E}-x", "!Ref T")), IsEmpty());
  EXPECT_THAT(
      refused_among({{"A", with("${E}-x", "!Ref T"), topic},
                     {"B", "Parameters: {E: {Type: String}}\n" + importing("{'Fn::Sub': '${E}-x'}"),
                      "Parameters: {E: {Type: String}}\n" + importing("{'Fn::Sub': '${E}-x'}")}}),
      ElementsAre(HasSubstr("the export '${E}-x' goes, and 'B' imports it")));
}

TEST(Exports, OneThatNobodyImportsMayGo) {
  EXPECT_THAT(refused_among({{"A", exporting("x"), topic}, {"B", importing("y"), importing("y")}}),
              IsEmpty());
}

TEST(Exports, OneOfAStackThatIsComparedAloneMayBeImportedElsewhere) {
  const std::string refused = ", which is refused while a stack that is not compared imports it";
  EXPECT_THAT(refused_among({{"A", exporting("x"), topic}}),
              ElementsAre("maybe OT5104 O the export 'x' goes" + refused));
  EXPECT_THAT(refused_among({{"A", exporting("x"), exporting("x", "!GetAtt T.TopicName")}}),
              ElementsAre("maybe OT5104 O the value of the export 'x' changes" + refused));
  EXPECT_THAT(refused_among({{"A", exporting("x"), exporting("x")}}), IsEmpty());
  EXPECT_THAT(refused_among({{"A", topic, exporting("x")}}), IsEmpty());
}

TEST(Exports, NamesAreComparedByWhatTheyGive) {
  EXPECT_THAT(refused_among({{"A", exporting("!Sub '${AWS::StackName}-${AWS::Region}'"), topic},
                             {"B", importing("{'Fn::Sub': 'A-${AWS::Region}'}"),
                              importing("{'Fn::Sub': 'A-${AWS::Region}'}")}}),
              ElementsAre(StartsWith("OT5104 O ")));
  EXPECT_THAT(refused_among({{"A", exporting("!Join ['-', [!Ref AWS::Region, x]]"),
                              exporting("!Sub '${AWS::Region}-x'")},
                             {"B", importing("{'Fn::Sub': '${AWS::Region}-x'}"),
                              importing("{'Fn::Sub': '${AWS::Region}-x'}")}}),
              IsEmpty());
}

TEST(Exports, ANameByAParameterIsUncertain) {
  const std::string user =
      importing("{'Fn::Sub': '${Net}-x'}") + "Parameters: {Net: {Type: String, Default: A}}\n";
  EXPECT_THAT(refused_among({{"A", exporting("A-x"), topic}, {"B", user, user}}),
              ElementsAre(StartsWith("maybe OT5104 O ")));
}

TEST(Exports, AnotherValueIsRefused) {
  EXPECT_THAT(refused_among({{"A", exporting("x", "a"), exporting("x", "b")},
                             {"B", importing("x"), importing("x")}}),
              ElementsAre("OT5104 O the value of the export 'x' changes, and 'B' imports it"));
  EXPECT_THAT(refused_among({{"A", exporting("x", "!Ref T"), exporting("x", "!GetAtt T.TopicName")},
                             {"B", importing("x"), importing("x")}}),
              ElementsAre(StartsWith("maybe OT5104 O the value")));
}

TEST(Exports, TheValueOfAReplacedResourceIsAnother) {
  const auto stack = [](const std::string& name) {
    return "Resources: {T: {Type: AWS::SNS::Topic, Properties: {TopicName: " + name +
           "}}}\nOutputs: {O: {Value: !Ref T, Export: {Name: x}}}\n";
  };
  EXPECT_THAT(refused_among({{"A", stack("a"), stack("b")}, {"B", importing("x"), importing("x")}}),
              ElementsAre("OT5104 O the value of the export 'x' changes, and 'B' imports it"));
}

TEST(Exports, AStackThatIsImportedFromCannotGo) {
  EXPECT_THAT(refused_among({{"A", exporting("x"), ""}, {"B", importing("x"), importing("x")}}),
              ElementsAre("OT5106 O the stack goes, and 'B' imports 'x' from it"));
  EXPECT_THAT(refused_among({{"A", exporting("x"), ""}, {"B", importing("x"), topic}}),
              ElementsAre(StartsWith("maybe OT5106 O ")));
  EXPECT_THAT(refused_among({{"A", exporting("x"), ""}, {"B", importing("x"), ""}}), IsEmpty());
}

}  // namespace
}  // namespace omnitrack::diff
