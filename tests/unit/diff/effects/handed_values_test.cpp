#include <gmock/gmock.h>

#include "diff/verdicts_test.hpp"

namespace omnitrack::diff {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

/// A stack that hands the topic of its first part, and one of its own, to its second.
const std::string shop = R"(
Resources:
  Own: {Type: AWS::SNS::Topic, Properties: {FifoTopic: OWN}}
  NestedStack1: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: one}}
  NestedStack2:
    Type: AWS::CloudFormation::Stack
    Properties:
      TemplateURL: two
      Parameters:
        Topic: !GetAtt NestedStack1.Outputs.Topic
        Own: !Ref Own
        Text: TEXT
Outputs:
  Topic: {Value: !GetAtt NestedStack1.Outputs.Topic, Export: {Name: topic}}
)";

std::string with(std::string text, const std::string& word, const std::string& by) {
  for (std::size_t at = text.find(word); at != std::string::npos; at = text.find(word)) {
    text.replace(at, word.size(), by);
  }
  return text;
}

std::string shop_of(const std::string& own, const std::string& text) {
  return with(with(shop, "OWN", own), "TEXT", text);
}

const std::string plain_shop = shop_of("false", "a");

/// The first part, whose topic is replaced where the argument is another.
std::string part_of_topic(const std::string& fifo) {
  return "Resources: {T: {Type: AWS::SNS::Topic, Properties: {FifoTopic: " + fifo +
         "}}}\nOutputs: {Topic: {Value: !Ref T}}\n";
}

/// The second part: a table whose name is a value.
std::string part_of_table(const std::string& name, const std::string& more = {}) {
  return "Parameters: {Topic: {Type: String}, Own: {Type: String}, Text: {Type: String}}\n" + more +
         "Resources: {Table: {Type: AWS::DynamoDB::Table, Properties: {TableName: " + name +
         "}}}\nOutputs: {Table: {Value: !Ref Table}}\n";
}

struct Shops {
  std::string before;
  std::string after;
  std::string topic_before = "false";
  std::string topic_after = "false";
  std::string second;
};

ComparedStacks compared(const Shops& shops) {
  return ComparedStacks({{"Shop", shops.before, shops.after},
                         {"Shop.NestedStack1", part_of_topic(shops.topic_before),
                          part_of_topic(shops.topic_after), "Shop"},
                         {"Shop.NestedStack2", shops.second, shops.second, "Shop"}});
}

/// What becomes of the table, and why: `ACTION PATH reason`.
std::string table_in(const ComparedStacks& stacks) {
  const ResourceChange* table = stacks.diffs[2].find("Table");
  if (table == nullptr) return "";
  constexpr const char* actions[] = {"create", "update", "may_replace", "replace",
                                     "delete", "retain", "orphan"};
  const Change& change = table->changes.front();
  return std::string(actions[static_cast<int>(table->action)]) + ' ' + change.path + ' ' +
         change.because + ": " + change.reason;
}

TEST(HandedValues, AReplacementInOnePartReachesTheTableOfAnother) {
  const ComparedStacks stacks = compared({.before = plain_shop,
                                          .after = plain_shop,
                                          .topic_after = "true",
                                          .second = part_of_table("!Ref Topic")});
  EXPECT_EQ(table_in(stacks),
            "replace /Properties/TableName Parameters/Topic: T is replaced in "
            "'Shop.NestedStack1'");
  EXPECT_THAT(loss_lines(find_losses(stacks.diffs)), ElementsAre(HasSubstr("Table ")));
  const ResourceChange* nested = stacks.diffs[0].find("NestedStack2");
  ASSERT_NE(nested, nullptr);
  EXPECT_EQ(nested->action, Action::update);
  EXPECT_EQ(nested->changes.front().path, "/Properties/Parameters/Topic");
  EXPECT_EQ(nested->changes.front().because, "NestedStack1");
}

TEST(HandedValues, AnExportOfWhatAPartHandsOutChangesWithIt) {
  const std::string importing =
      "Resources: {S: {Type: AWS::SNS::Subscription, Properties: {Protocol: sqs, TopicArn: "
      "!ImportValue topic}}}\n";
  const std::string second = part_of_table("fixed");
  const ComparedStacks stacks(
      {{"Shop", plain_shop, plain_shop},
       {"Shop.NestedStack1", part_of_topic("false"), part_of_topic("true"), "Shop"},
       {"Shop.NestedStack2", second, second, "Shop"},
       {"Other", importing, importing}});
  EXPECT_THAT(refusal_lines(find_refusals(stacks.diffs)),
              ElementsAre("OT5104 Topic the value of the export 'topic' changes, and 'Other' "
                          "imports it"));
}

TEST(HandedValues, WhatTheStackItselfHandsInReachesItsParts) {
  const std::string second = part_of_table("!Sub 'orders-${Own}'");
  EXPECT_EQ(
      table_in(compared({.before = plain_shop, .after = shop_of("true", "a"), .second = second})),
      "replace /Properties/TableName Parameters/Own: Own is replaced in 'Shop'");
  EXPECT_EQ(table_in(compared({.before = plain_shop,
                               .after = shop_of("false", "b"),
                               .second = part_of_table("!Ref Text")})),
            "replace /Properties/TableName Parameters/Text: 'Shop' gives 'Text' another value");
}

TEST(HandedValues, AConditionOnWhatIsHandedInMayChoose) {
  const std::string second =
      part_of_table("!If [IsA, x, y]", "Conditions: {IsA: !Equals [!Ref Text, a]}\n");
  EXPECT_EQ(
      table_in(compared({.before = plain_shop, .after = shop_of("false", "b"), .second = second})),
      "may_replace /Properties/TableName Conditions/IsA: 'Shop' gives 'Text' another value: "
      "it may choose the other branch now");
}

TEST(HandedValues, WhatStaysReachesNothing) {
  EXPECT_EQ(table_in(compared({.before = plain_shop,
                               .after = shop_of("true", "b"),
                               .topic_after = "true",
                               .second = part_of_table("fixed")})),
            "");
  const ComparedStacks same =
      compared({.before = plain_shop, .after = plain_shop, .second = part_of_table("!Ref Topic")});
  for (const StackDiff& each : same.diffs) EXPECT_TRUE(each.is_same()) << each.name;
}

TEST(HandedValues, AValueGoesThroughSeveralParts) {
  const std::string whole = R"(
Resources:
  NestedStack1: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: one}}
  NestedStack2:
    Type: AWS::CloudFormation::Stack
    Properties: {TemplateURL: two, Parameters: {Topic: !GetAtt NestedStack1.Outputs.Topic}}
  NestedStack3:
    Type: AWS::CloudFormation::Stack
    Properties: {TemplateURL: three, Parameters: {Name: !GetAtt NestedStack2.Outputs.Table}}
)";
  const std::string second = part_of_table("!Ref Topic");
  const std::string third =
      "Parameters: {Name: {Type: String}}\n"
      "Resources: {B: {Type: AWS::S3::Bucket, Properties: {BucketName: !Ref Name}}}\n";
  // The stacks are followed whatever their order.
  const ComparedStacks stacks(
      {{"Shop.NestedStack3", third, third, "Shop"},
       {"Shop.NestedStack2", second, second, "Shop"},
       {"Shop", whole, whole},
       {"Shop.NestedStack1", part_of_topic("false"), part_of_topic("true"), "Shop"}});
  const ResourceChange* bucket = stacks.diffs[0].find("B");
  ASSERT_NE(bucket, nullptr);
  EXPECT_EQ(bucket->action, Action::replace);
  EXPECT_EQ(bucket->changes.front().reason, "Table is replaced in 'Shop.NestedStack2'");
}

/// A table whose name is an output of the stack 'A'.
std::string reading_table(const std::string& more = {}) {
  return "Resources: {Table: {Type: AWS::DynamoDB::Table, Properties: {TableName: "
         "{'Fn::GetStackOutput': {StackName: A, OutputName: Topic" +
         more + "}}}}}\n";
}

TEST(HandedValues, WhatAnotherStackReadsReplacesThereToo) {
  const std::string reader = reading_table();
  const ComparedStacks stacks(
      {{"A", part_of_topic("false"), part_of_topic("true")}, {"B", reader, reader}});
  const ResourceChange* table = stacks.diffs[1].find("Table");
  ASSERT_NE(table, nullptr);
  EXPECT_EQ(table->action, Action::replace);
  EXPECT_EQ(table->changes.front().because, "A.Outputs.Topic");
  EXPECT_EQ(table->changes.front().reason, "T is replaced in 'A'");
  EXPECT_THAT(loss_lines(find_losses(stacks.diffs)), ElementsAre(HasSubstr("Table ")));
}

TEST(HandedValues, AnOutputOfTheSameNameInAnotherRegionIsAnother) {
  const std::string zone =
      "  Z: {Type: AWS::EC2::Subnet, Properties: {AvailabilityZone: eu-west-1a, VpcId: v}}\n";
  const std::string there = reading_table(", Region: us-east-1");
  const auto in_zone = [&](const std::string& fifo) {
    return "Resources:\n  T: {Type: AWS::SNS::Topic, Properties: {FifoTopic: " + fifo + "}}\n" +
           zone + "Outputs: {Topic: {Value: !Ref T}}\n";
  };
  const ComparedStacks stacks({{"A", in_zone("false"), in_zone("true")}, {"B", there, there}});
  EXPECT_THAT(stacks.diffs[1].resources, IsEmpty());
}

TEST(HandedValues, AStackOfAnotherNameIsNoPart) {
  const std::string second = part_of_table("!Ref Topic");
  const ComparedStacks stacks(
      {{"Shop", plain_shop, plain_shop},
       {"Shop.NestedStack1", part_of_topic("false"), part_of_topic("true"), "Shop"},
       {"Other.NestedStack2", second, second, "Other"}});
  EXPECT_THAT(stacks.diffs[2].resources, IsEmpty());
}

}  // namespace
}  // namespace omnitrack::diff
