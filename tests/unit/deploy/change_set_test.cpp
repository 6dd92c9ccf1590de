#include "deploy/change_set.hpp"

#include <gmock/gmock.h>

#include "deploy/capabilities.hpp"
#include "template/document.hpp"

namespace omnitrack::deploy {
namespace {

TEST(ChangeSets, WithoutChangesAreEmptyAndNotFailed) {
  EXPECT_EQ(read_change_set(AwsAnswer(R"({"Status": "FAILED", "StatusReason":
                "The submitted information didn't contain changes. Submit different"})"))
                .state,
            ChangeSet::State::empty);
  EXPECT_EQ(read_change_set(AwsAnswer(R"({"Status": "FAILED", "StatusReason": "no"})")).state,
            ChangeSet::State::failed);
  EXPECT_EQ(read_change_set(AwsAnswer(R"({"Status": "CREATE_IN_PROGRESS"})")).state,
            ChangeSet::State::pending);
  EXPECT_THROW((void)read_change_set(AwsAnswer("{}")), AwsFailure);
  EXPECT_THROW((void)read_change_set(AwsAnswer("")), AwsFailure);
}

TEST(ChangeSets, ReplaceByThePolicyAloneToo) {
  const auto verdict = [](std::string action, std::string replacement, std::string policy) {
    return ResourceVerdict{.logical_id = "A",
                           .physical_id = {},
                           .type_name = {},
                           .action = std::move(action),
                           .replacement = std::move(replacement),
                           .policy_action = std::move(policy)};
  };
  EXPECT_TRUE(verdict("Modify", "True", "").replaces());
  EXPECT_TRUE(verdict("Modify", "", "ReplaceAndDelete").replaces());
  EXPECT_TRUE(verdict("Modify", "False", "ReplaceAndRetain").replaces());
  EXPECT_FALSE(verdict("Modify", "Conditional", "ReplaceAndDelete").replaces());
  EXPECT_FALSE(verdict("Modify", "False", "").replaces());
  EXPECT_FALSE(verdict("Remove", "", "Delete").replaces());
  EXPECT_EQ(word_for(verdict("Modify", "", "ReplaceAndDelete")), "replace");
  EXPECT_FALSE(verdict("Modify", "", "ReplaceAndRetain").deletes());
}

TEST(ChangeSets, AreComparedWithOurVerdict) {
  const ChangeSet change_set = read_change_set(AwsAnswer(R"({"Status": "CREATE_COMPLETE",
    "Changes": [
      {"ResourceChange": {"LogicalResourceId": "A", "Action": "Modify", "Replacement": "True"}},
      {"ResourceChange": {"LogicalResourceId": "B", "Action": "Modify",
                          "Replacement": "Conditional"}},
      {"ResourceChange": {"LogicalResourceId": "C", "Action": "Remove"}}]})"));
  EXPECT_EQ(change_set.state, ChangeSet::State::ready);
  const std::vector<OwnVerdict> ours{{"A", "update"}, {"B", "replace"}, {"D", "create"}};
  const std::vector<Disagreement> found = disagreements(ours, change_set.verdicts);
  ASSERT_EQ(found.size(), 3U);
  EXPECT_EQ(found[0].logical_id, "A");
  EXPECT_EQ(found[0].theirs, "replace");
  EXPECT_EQ(found[1].logical_id, "D");
  EXPECT_EQ(found[1].theirs, "");
  EXPECT_EQ(found[2].logical_id, "C");
  EXPECT_EQ(found[2].theirs, "delete");
}

std::vector<std::string_view> needed_by(std::string text) {
  return capabilities_of(tmpl::Document("t.yaml", std::move(text)).index());
}

TEST(Capabilities, AreThoseThatTheTemplateNeeds) {
  using testing::ElementsAre;
  EXPECT_THAT(needed_by("Resources: {A: {Type: AWS::SQS::Queue}}"), ElementsAre());
  EXPECT_THAT(needed_by("Resources: {A: {Type: AWS::IAM::Role, Properties: {Path: /}}}"),
              ElementsAre("CAPABILITY_IAM"));
  EXPECT_THAT(needed_by("Resources: {A: {Type: AWS::IAM::Role, Properties: {RoleName: r}}}"),
              ElementsAre("CAPABILITY_NAMED_IAM"));
  EXPECT_THAT(needed_by("Transform: AWS::Serverless-2016-10-31\nResources: {}"),
              ElementsAre("CAPABILITY_NAMED_IAM", "CAPABILITY_AUTO_EXPAND"));
}

}  // namespace
}  // namespace omnitrack::deploy
