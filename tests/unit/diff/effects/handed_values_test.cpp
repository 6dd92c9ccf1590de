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
  for (std::size_t at = text.find(word); at != std::string::npos;
       at = text.find(word, at + by.size())) {
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

/// The table of the second part, where its name goes by a parameter of another name, and the first
/// part's topic has a name of its own.
std::string renamed(const std::string& whole, const std::string& by) {
  return with(whole, "        Topic: !GetAtt", "        " + by + ": !GetAtt");
}

std::string named_topic(const std::string& name, const std::string& value = "!GetAtt T.TopicName") {
  return "Resources: {T: {Type: AWS::SNS::Topic, Properties: {TopicName: " + name +
         "}}}\nOutputs: {Topic: {Value: " + value + "}}\n";
}

TEST(HandedValues, AnotherWayOfTheSameValueChangesNothing) {
  const std::string by_topic = part_of_table("!Sub 'of-${Topic}'");
  const std::string by_other =
      with(with(by_topic, "Topic: {Type", "Other: {Type"), "${Topic}", "${Other}");
  const std::string literal = part_of_table("of-orders");
  const auto table = [](const std::string& whole_before, const std::string& whole_after,
                        const std::string& before, const std::string& after,
                        const std::string& first_before, const std::string& first_after) {
    return table_in(ComparedStacks({{"Shop", whole_before, whole_after},
                                    {"Shop.NestedStack1", first_before, first_after, "Shop"},
                                    {"Shop.NestedStack2", before, after, "Shop"}}));
  };
  const std::string orders = named_topic("orders");
  const std::string unnamed = part_of_topic("false");
  // The parameter has another name.
  EXPECT_EQ(table(plain_shop, renamed(plain_shop, "Other"), by_topic, by_other, unnamed, unnamed),
            "");
  // The name was written out, and comes from the topic now.
  EXPECT_EQ(table(plain_shop, plain_shop, literal, by_topic, orders, orders), "");
  EXPECT_EQ(table(plain_shop, plain_shop, by_topic, literal, orders, orders), "");
  // The topic comes to be made under a condition.
  const std::string conditional =
      with("Conditions: {C: !Equals [!Ref AWS::StackName, b]}\n" + plain_shop,
           "Topic: !GetAtt NestedStack1.Outputs.Topic\n        Own",
           "Topic: !If [C, !GetAtt NestedStack1.Outputs.Topic, '']\n        Own");
  EXPECT_EQ(table(plain_shop, conditional, by_topic, by_topic, unnamed, unnamed), "");
  // Another name is another name.
  EXPECT_EQ(table(plain_shop, plain_shop, literal, by_topic, orders, named_topic("jobs")),
            "replace /Properties/TableName : ");
  EXPECT_EQ(table(plain_shop, plain_shop, by_topic, by_topic, orders, named_topic("jobs")),
            "replace /Properties/TableName Parameters/Topic: T is replaced in "
            "'Shop.NestedStack1'");
}

TEST(HandedValues, AnImportThatBecomesAReadOfTheSameOutputReplacesNothing) {
  const std::string exporting = named_topic("orders", "!Ref T");
  const std::string exported = with(exporting, "!Ref T", "!Ref T, Export: {Name: topic}");
  const std::string importing =
      "Resources: {Table: {Type: AWS::DynamoDB::Table, Properties: {TableName: !ImportValue "
      "topic}}}\n";
  const ComparedStacks stacks({{"A", exported, exporting}, {"B", importing, reading_table()}});
  EXPECT_THAT(stacks.diffs[1].resources, IsEmpty());
}

TEST(HandedValues, ANameThatFollowsAReadIsNotClaimedTwice) {
  const std::string reader = reading_table();
  const ComparedStacks stacks({{"A", named_topic("a1"), named_topic("a2")}, {"B", reader, reader}});
  ASSERT_NE(stacks.diffs[1].find("Table"), nullptr);
  EXPECT_THAT(refusal_lines(find_refusals(stacks.diffs)), IsEmpty());
}

TEST(HandedValues, ARoleOfAnotherAccountReadsAnotherStack) {
  const std::string there =
      reading_table(", RoleArn: 'arn:aws:iam::999999999999:role/r', Region: eu-west-1");
  const std::string own =
      "Resources:\n  T: {Type: AWS::SNS::Topic, Properties: {FifoTopic: FIFO}}\n  B: {Type: "
      "AWS::S3::Bucket, Properties: {BucketName: b-111111111111-eu-west-1}}\n"
      "Outputs: {Topic: {Value: !Ref T}}\n";
  const ComparedStacks stacks(
      {{"A", with(own, "FIFO", "false"), with(own, "FIFO", "true")}, {"B", there, there}});
  EXPECT_THAT(stacks.diffs[1].resources, IsEmpty());
}

TEST(HandedValues, ARegionByAParameterIsUncertain) {
  const std::string reader =
      "Parameters: {R: {Type: String, Default: eu-west-1}}\n" + reading_table(", Region: !Ref R");
  const ComparedStacks stacks(
      {{"A", part_of_topic("false"), part_of_topic("true")}, {"B", reader, reader}});
  ASSERT_NE(stacks.diffs[1].find("Table"), nullptr);
  EXPECT_EQ(stacks.diffs[1].find("Table")->action, Action::may_replace);
}

TEST(HandedValues, ANestedStackThatGoesIsToldByItsResources) {
  const std::string whole_after = "Resources: {Own: {Type: AWS::SNS::Topic}}\n";
  const std::string whole_before =
      whole_after.substr(0, whole_after.size() - 2) +
      ", NestedStack1: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: a}}}\n";
  const ComparedStacks stacks(
      {{"Shop", whole_before, whole_after},
       {"Shop.NestedStack1", "Resources: {T: {Type: AWS::SNS::Topic}}\n", "", "Shop"}});
  EXPECT_THAT(find_losses(stacks.diffs), IsEmpty());
}

TEST(HandedValues, DataThatStaysWhereItWasIsLostWhereTheResourceIsMadeAnew) {
  const std::string kept =
      "Resources: {Table: {Type: AWS::DynamoDB::Table, DeletionPolicy: Retain}, Own: {Type: "
      "AWS::SNS::Topic}}\n";
  const std::string rest = "Resources: {Own: {Type: AWS::SNS::Topic}}\n";
  const std::string part = "Resources: {Table: {Type: AWS::DynamoDB::Table}}\n";
  const ComparedStacks moved({{"Shop", kept, rest}, {"Shop.NestedStack1", "", part, "Shop"}});
  EXPECT_THAT(loss_lines(find_losses(moved.diffs)),
              ElementsAre("Table all items of the table, which stay in the old one: the new one in "
                          "'Shop.NestedStack1' begins empty"));
  const ComparedStacks gone({{"Shop", kept, rest}, {"Other", "", part}});
  EXPECT_THAT(find_losses(gone.diffs), IsEmpty());
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
