#include <gmock/gmock.h>

#include "diff/verdicts_test.hpp"

namespace omnitrack::diff {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::StartsWith;

const std::string reading_topic = "Resources: {T: {Type: AWS::SNS::Topic}}\n";

std::string with_output(const std::string& value = "!Ref T") {
  return reading_topic + "Outputs: {O: {Value: " + value + "}}\n";
}

std::string reading(const std::string& arguments) {
  return "Resources: {S: {Type: AWS::SNS::Subscription, Properties: {Protocol: sqs, TopicArn: "
         "{'Fn::GetStackOutput': {" +
         arguments + "}}}}}\n";
}

const std::string reads_o = reading("StackName: A, OutputName: O");

/// One line a read: `OUTPUT what`; `maybe ` before what is not certain.
std::vector<std::string> stale_among(const std::vector<ComparedStacks::Texts>& stacks) {
  const ComparedStacks compared(stacks);
  EXPECT_THAT(find_refusals(compared.diffs), IsEmpty());
  std::vector<std::string> lines;
  for (const StaleRead& each : find_stale_reads(compared.diffs)) {
    lines.push_back((each.is_certain ? "" : "maybe ") + std::string(each.logical_id) + ' ' +
                    each.what);
  }
  return lines;
}

TEST(StaleReads, AnOutputThatGoesWhileItIsReadIsTold) {
  EXPECT_THAT(stale_among({{"A", with_output(), reading_topic}, {"B", reads_o, reads_o}}),
              ElementsAre("O the output goes, and 'B' reads it: the next deployment of 'B' fails"));
  EXPECT_THAT(stale_among({{"A", with_output(), reading_topic}, {"B", "", reads_o}}),
              ElementsAre(StartsWith("O the output goes")));
}

TEST(StaleReads, AnOutputThatComesUnderAConditionMayGo) {
  const std::string conditional = "Conditions: {C: !Equals [!Ref AWS::StackName, b]}\n" +
                                  reading_topic + "Outputs: {O: {Condition: C, Value: !Ref T}}\n";
  EXPECT_THAT(stale_among({{"A", with_output(), conditional}, {"B", reads_o, reads_o}}),
              ElementsAre(StartsWith("maybe O the output goes where its condition does not hold")));
  EXPECT_THAT(stale_among({{"A", conditional, with_output()}, {"B", reads_o, reads_o}}), IsEmpty());
}

TEST(StaleReads, AnOutputThatNobodyReadsAnyMoreMayGo) {
  EXPECT_THAT(stale_among({{"A", with_output(), reading_topic}, {"B", reads_o, reading_topic}}),
              IsEmpty());
  EXPECT_THAT(stale_among({{"A", with_output(), with_output()}, {"B", reads_o, reads_o}}),
              IsEmpty());
}

TEST(StaleReads, AStackThatGoesWhileItIsReadIsTold) {
  EXPECT_THAT(stale_among({{"A", with_output(), ""}, {"B", reads_o, reads_o}}),
              ElementsAre("O the stack goes, and 'B' reads it: the next deployment of 'B' fails"));
  EXPECT_THAT(stale_among({{"A", with_output(), ""}, {"B", reads_o, ""}}), IsEmpty());
}

TEST(StaleReads, AnotherValueReachesAReaderInItsNextDeployment) {
  EXPECT_THAT(stale_among({{"A", with_output("a"), with_output("b")}, {"B", reads_o, reads_o}}),
              ElementsAre("O the value changes, and 'B' reads it: 'B' has the old one until its "
                          "next deployment"));
  for (const auto& [before, after] : {std::pair<std::string, std::string>("", reads_o),
                                      {reads_o, ""},
                                      {reads_o, reading_topic}}) {
    EXPECT_THAT(stale_among({{"A", with_output("a"), with_output("b")}, {"B", before, after}}),
                IsEmpty());
  }
}

TEST(StaleReads, TheValueOfAReplacedResourceIsAnother) {
  const auto stack = [](const std::string& name) {
    return "Resources: {T: {Type: AWS::SNS::Topic, Properties: {TopicName: " + name +
           "}}}\nOutputs: {O: {Value: !Ref T}}\n";
  };
  EXPECT_THAT(stale_among({{"A", stack("a"), stack("b")}, {"B", reads_o, reads_o}}),
              ElementsAre(StartsWith("O the value changes, and 'B' reads it")));
}

TEST(StaleReads, ANameByAParameterIsUncertain) {
  const std::string reader = reading("StackName: !Ref From, OutputName: O") +
                             "Parameters: {From: {Type: String, Default: A}}\n";
  EXPECT_THAT(stale_among({{"A", with_output(), reading_topic}, {"B", reader, reader}}),
              ElementsAre(StartsWith("maybe O the output goes")));
}

TEST(StaleReads, EachStackThatReadsIsNamed) {
  const ComparedStacks compared({{"A", with_output(), reading_topic},
                                 {"B", reading_topic, reading_topic},
                                 {"C", reads_o, reads_o},
                                 {"D", reads_o, reads_o}});
  const auto found = find_stale_reads(compared.diffs);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_THAT(found[0].readers, ElementsAre(2, 3));
  EXPECT_THAT(found[0].what, HasSubstr("'C', 'D' reads it"));
}

TEST(StaleReads, AStackOfThatNameInAnotherRegionIsAnother) {
  const std::string here =
      "Resources: {T: {Type: AWS::SNS::Topic, Properties: {TopicName: t}}, Z: {Type: "
      "AWS::EC2::Subnet, Properties: {AvailabilityZone: eu-west-1a, VpcId: v, CidrBlock: "
      "10.0.0.0/24}}}\n";
  const std::string output = "Outputs: {O: {Value: !Ref T}}\n";
  const std::string elsewhere = reading("StackName: A, OutputName: O, Region: us-east-1");
  const std::string same = reading("StackName: A, OutputName: O, Region: eu-west-1");
  EXPECT_THAT(stale_among({{"A", here + output, here}, {"B", elsewhere, elsewhere}}), IsEmpty());
  EXPECT_THAT(stale_among({{"A", here + output, here}, {"B", same, same}}),
              ElementsAre(StartsWith("O the output goes")));
}

TEST(StaleReads, AnExportThatGivesWayToAReadNeedsPhases) {
  const std::string exporting =
      reading_topic + "Outputs: {O: {Value: !Ref T, Export: {Name: x}}}\n";
  const std::string importing =
      "Resources: {S: {Type: AWS::SNS::Subscription, Properties: {Protocol: sqs, TopicArn: "
      "!ImportValue x}}}\n";
  const ComparedStacks weaker({{"A", exporting, with_output()}, {"B", importing, reads_o}});
  const auto refusals = find_refusals(weaker.diffs);
  EXPECT_THAT(refusal_lines(refusals),
              ElementsAre("OT5104 O the export 'x' goes, and 'B' imports it"));
  EXPECT_TRUE(refusals[0].has_phases);
  EXPECT_THAT(find_stale_reads(weaker.diffs), IsEmpty());
  EXPECT_THAT(stale_among({{"A", with_output(), exporting}, {"B", reads_o, importing}}), IsEmpty());
}

}  // namespace
}  // namespace omnitrack::diff
