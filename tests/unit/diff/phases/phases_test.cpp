#include "diff/phases/phases.hpp"

#include <gmock/gmock.h>

#include "diff/diff_test.hpp"
#include "diff/phases/deferral.hpp"

namespace omnitrack::diff {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::string index(const std::string& name, const std::string& key) {
  return "{IndexName: " + name + ", KeySchema: [{AttributeName: " + key +
         ", KeyType: HASH}], Projection: {ProjectionType: ALL}}";
}

std::string attribute(const std::string& name) {
  return "{AttributeName: " + name + ", AttributeType: S}";
}

std::string table(const std::string& attributes, const std::string& indexes) {
  return "Resources: {T: {Type: AWS::DynamoDB::Table, Properties: {KeySchema: [{AttributeName: k, "
         "KeyType: HASH}], AttributeDefinitions: [" +
         attributes + "], GlobalSecondaryIndexes: [" + indexes + "]}}}";
}

/// A deferral's steps applied to the new template: how each differs from the one before.
std::vector<std::vector<std::string>> steps_of(const Compared& compared, const Deferral& deferral) {
  std::vector<std::vector<std::string>> steps;
  for (std::size_t step = 0; step < deferral.length(); ++step) {
    Editor editor;
    tmpl::Node root = compared.after->source().root();
    deferral.apply(step, editor, root);
    std::vector<std::string> names;
    const tmpl::Node& properties = *root.find("Resources")->find("T")->find("Properties");
    for (const tmpl::Node& each : properties.find("GlobalSecondaryIndexes")->items()) {
      names.emplace_back(each.find("IndexName")->text());
    }
    for (const tmpl::Node& each : properties.find("AttributeDefinitions")->items()) {
      names.emplace_back(each.find("AttributeName")->text());
    }
    steps.push_back(std::move(names));
  }
  return steps;
}

TEST(Phases, IndexesGoAndComeOneByOneWithTheAttributesTheyUse) {
  const Compared compared(table(attribute("k") + ',' + attribute("a"), index("A", "a")),
                          table(attribute("k") + ',' + attribute("b") + ',' + attribute("c"),
                                index("B", "b") + ',' + index("C", "c")));
  Deferrals deferrals;
  add_index_deferrals(std::span(&compared.diff, 1), deferrals);
  ASSERT_EQ(deferrals.size(), 1U);
  EXPECT_THAT(steps_of(compared, *deferrals[0]),
              ElementsAre(ElementsAre("k"), ElementsAre("B", "b", "k")));
  EXPECT_EQ(deferrals[0]->words(0), "deletes index 'A' of T");
  EXPECT_EQ(deferrals[0]->words(2), "creates index 'C' of T");
}

TEST(Phases, AnIndexWithOtherKeysGoesBeforeItComesAgain) {
  const Compared compared(table(attribute("k") + ',' + attribute("a"), index("A", "a")),
                          table(attribute("k") + ',' + attribute("b"), index("A", "b")));
  Deferrals deferrals;
  add_index_deferrals(std::span(&compared.diff, 1), deferrals);
  ASSERT_EQ(deferrals.size(), 1U);
  EXPECT_THAT(steps_of(compared, *deferrals[0]), ElementsAre(ElementsAre("k")));
}

TEST(Phases, OneIndexNeedsNoSteps) {
  const Compared compared(table(attribute("k"), ""),
                          table(attribute("k") + ',' + attribute("a"), index("A", "a")));
  Deferrals deferrals;
  add_index_deferrals(std::span(&compared.diff, 1), deferrals);
  EXPECT_THAT(deferrals, IsEmpty());
}

TEST(Phases, AnExportStaysWithAllThatItNames) {
  const Compared network(R"(
Conditions: {C: !Equals [!Ref Name, n]}
Resources:
  Topic: {Type: AWS::SNS::Topic, Condition: C, Properties: {TopicName: !Ref Name}}
  Queue: {Type: AWS::SQS::Queue}
Parameters: {Name: {Type: String, Default: n}}
Outputs: {Arn: {Value: !Ref Topic, Condition: C, Export: {Name: network-topic}}}
)",
                         "Resources: {Queue: {Type: AWS::SQS::Queue}}");
  const Compared app(
      "Resources: {Q: {Type: AWS::SQS::Queue, Properties: {QueueName: !ImportValue "
      "network-topic}}}",
      "Resources: {Q: {Type: AWS::SQS::Queue}}");
  const std::vector<StackDiff> diffs{network.diff, app.diff};
  Deferrals deferrals;
  add_export_deferrals(diffs, deferrals);
  ASSERT_EQ(deferrals.size(), 1U);
  Editor editor;
  tmpl::Node root = network.after->source().root();
  deferrals[0]->apply(0, editor, root);
  EXPECT_NE(root.find("Outputs")->find("Arn"), nullptr);
  EXPECT_NE(root.find("Resources")->find("Topic"), nullptr);
  EXPECT_NE(root.find("Resources")->find("Queue"), nullptr);
  EXPECT_NE(root.find("Parameters")->find("Name"), nullptr);
  EXPECT_NE(root.find("Conditions")->find("C"), nullptr);
}

TEST(Phases, AnOutputThatIsReadFromNowOnKeepsItsExportForAStep) {
  const std::string topic = "Resources: {T: {Type: AWS::SNS::Topic}}\n";
  const Compared network(topic + "Outputs: {O: {Value: !Ref T, Export: {Name: n}}}",
                         topic + "Outputs: {O: {Value: !Ref T}}");
  const auto app = [](const std::string& name) {
    return "Resources: {Q: {Type: AWS::SQS::Queue, Properties: {QueueName: " + name + "}}}";
  };
  const Compared user(app("!ImportValue n"),
                      app("{'Fn::GetStackOutput': {StackName: Stack, OutputName: O}}"));
  const std::vector<StackDiff> diffs{network.diff, user.diff};
  Deferrals deferrals;
  add_export_deferrals(diffs, deferrals);
  ASSERT_EQ(deferrals.size(), 1U);
  Editor editor;
  tmpl::Node root = network.after->source().root();
  deferrals[0]->apply(0, editor, root);
  const tmpl::Node& outputs = *root.find("Outputs");
  ASSERT_EQ(outputs.members().size(), 1U);
  EXPECT_EQ(outputs.find("O")->find("Export")->find("Name")->text(), "n");
}

TEST(Phases, AnOutputWithAnotherValueStandsBesideTheOneThatIsExported) {
  const std::string topic = "Resources: {T: {Type: AWS::SNS::Topic}}\n";
  const Compared network(topic + "Outputs: {O: {Value: !Ref T, Export: {Name: n}}}",
                         topic + "Outputs: {O: {Value: !GetAtt T.TopicName}}");
  const Compared user(
      "Resources: {Q: {Type: AWS::SQS::Queue, Properties: {QueueName: !ImportValue n}}}", topic);
  const std::vector<StackDiff> diffs{network.diff, user.diff};
  Deferrals deferrals;
  add_export_deferrals(diffs, deferrals);
  ASSERT_EQ(deferrals.size(), 1U);
  Editor editor;
  tmpl::Node root = network.after->source().root();
  deferrals[0]->apply(0, editor, root);
  EXPECT_EQ(root.find("Outputs")->find("O")->find("Export"), nullptr);
  EXPECT_NE(root.find("Outputs")->find("OKept")->find("Export"), nullptr);
}

TEST(Phases, AnExportThatIsStillImportedHasNoWay) {
  const Compared network("Outputs: {A: {Value: a, Export: {Name: n}}}", "Outputs: {}");
  const std::string user =
      "Resources: {Q: {Type: AWS::SQS::Queue, Properties: {QueueName: !ImportValue n}}}";
  const Compared app(user, user);
  const std::vector<StackDiff> diffs{network.diff, app.diff};
  Deferrals deferrals;
  add_export_deferrals(diffs, deferrals);
  EXPECT_THAT(deferrals, IsEmpty());
}

TEST(Phases, VersionsAndSizesGoInSteps) {
  const auto resources = [](const std::string& version, const std::string& shards) {
    return "Resources: {C: {Type: AWS::EKS::Cluster, Properties: {Version: '" + version +
           "'}}, S: {Type: AWS::Kinesis::Stream, Properties: {ShardCount: " + shards + "}}}";
  };
  const Compared compared(resources("1.28", "2"), resources("1.31", "7"));
  Deferrals deferrals;
  add_number_deferrals(std::span(&compared.diff, 1), deferrals);
  ASSERT_EQ(deferrals.size(), 2U);
  EXPECT_EQ(deferrals[0]->length(), 2U);
  EXPECT_EQ(deferrals[0]->words(0), "takes Version of C to 1.29");
  EXPECT_EQ(deferrals[1]->length(), 1U);
  EXPECT_EQ(deferrals[1]->words(0), "takes ShardCount of S to 4");
}

}  // namespace
}  // namespace omnitrack::diff
