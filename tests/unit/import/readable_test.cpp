#include <gtest/gtest.h>

#include "import_test.hpp"

namespace omnitrack::importing {
namespace {

TEST(ReadableImport, CommentsStandWhereTheyStood) {
  EXPECT_EQ(resources_of(R"(
  # Waits for the workers.
  Jobs:
    Type: AWS::SQS::Queue
    Properties:
      # half a minute
      DelaySeconds: 30
      QueueName: jobs  # known to the workers
)"),
            R"(  // Waits for the workers.
  stack.add(QueueProps{
      .id = "Jobs",
      // half a minute
      .delay = 30,
      .encrypted = {},
      .enforce_tls = false,
      // known to the workers
      .queue_name = "jobs",
      .removal_policy = RemovalPolicy::unspecified,
  });
)");
}

TEST(ReadableImport, NothingTurnsTheDirectionOfWriting) {
  EXPECT_EQ(resources_of("\n  # \u202e for the workers\n  Jobs:\n    Type: AWS::SNS::Topic\n"
                         "    Properties: {DisplayName: \"a\u2066 b\"}\n")
                .find_first_of("\u202e\u2066"),
            std::string::npos);
}

TEST(ReadableImport, NamesClashNeitherWithEachOtherNorWithWords) {
  const std::string code = statements_of(R"(AWSTemplateFormatVersion: '2010-09-09'
Parameters:
  Class: {Type: String}
  Stack: {Type: String}
Conditions:
  class: !Equals [!Ref Class, !Ref Stack]
Resources:
  CLASS: {Type: AWS::SNS::Topic, Condition: class}
)");
  EXPECT_NE(code.find("auto& class_parameter = "), std::string::npos) << code;
  EXPECT_NE(code.find("auto& stack_parameter = "), std::string::npos) << code;
  EXPECT_NE(code.find("auto& class_condition = "), std::string::npos) << code;
  EXPECT_NE(code.find("auto& class_resource = "), std::string::npos) << code;
}

TEST(ReadableImport, ManyResourcesAreAFunctionAService) {
  std::string text =
      "AWSTemplateFormatVersion: '2010-09-09'\nParameters:\n  Name: {Type: String}\nResources:\n";
  for (int i = 0; i < 8; ++i) {
    const std::string number = std::to_string(i);
    text +=
        "  Topic" + number + ": {Type: AWS::SNS::Topic, Properties: {DisplayName: !Ref Name}}\n";
    text += "  Queue" + number + ": {Type: AWS::SQS::Queue, Metadata: {Topic: !Ref Topic" + number +
            "}}\n";
  }
  const std::string main = app_of(text).files[0].text;
  EXPECT_NE(main.find(R"(struct Inputs {
  Parameter& name;
};

Inputs add_inputs(Stack& stack) {
  auto& name = stack.add(ParameterProps{.id = "Name"});
  return {.name = name};
}
)"),
            std::string::npos)
      << main;
  EXPECT_NE(main.find("TopicResources add_topics(Stack& stack, const Inputs& inputs) {\n"),
            std::string::npos)
      << main;
  EXPECT_NE(main.find("  queue0.resource().add_metadata(\"Topic\", topics.topic0.arn());\n"),
            std::string::npos)
      << main;
  EXPECT_NE(main.find(R"(
  const Inputs inputs = add_inputs(stack);
  const TopicResources topics = add_topics(stack, inputs);
  add_queues(stack, topics);
}
)"),
            std::string::npos)
      << main;
}

TEST(ReadableImport, AnAlarmAsOurConstructMakesItIsOne) {
  EXPECT_EQ(resources_of(R"(
  Topic: {Type: AWS::SNS::Topic}
  Old:
    Type: AWS::CloudWatch::Alarm
    Properties:
      Namespace: AWS/SQS
      MetricName: ApproximateAgeOfOldestMessage
      Dimensions: [{Name: QueueName, Value: jobs}]
      Statistic: Maximum
      Period: 60
      EvaluationPeriods: 5
      Threshold: 600
      ComparisonOperator: GreaterThanThreshold
      AlarmActions: [!Ref Topic]
  Errors:
    Type: AWS::CloudWatch::Alarm
    Properties:
      Namespace: Shop
      MetricName: Errors
      Statistic: Average
      Period: 300
      EvaluationPeriods: 1
      Threshold: 1
      ComparisonOperator: GreaterThanOrEqualToThreshold
)"),
            R"(  auto& topic = stack.add(TopicProps{
      .id = "Topic",
      .enforce_tls = false,
      .removal_policy = RemovalPolicy::unspecified,
      .signature_version = {},
  });

  stack.add(AlarmProps{
      .id = "Old",
      .metric = MetricProps{
          .name_space = "AWS/SQS",
          .metric_name = "ApproximateAgeOfOldestMessage",
          .dimensions = {{"QueueName", "jobs"}},
          .period = 60,
          .statistic = "Maximum",
      },
      .threshold = 600,
      .alarm_actions = {as<std::string>(topic.arn())},
      .comparison = AlarmComparison::greater_than,
      .evaluation_periods = 5,
  });
  stack.add(AlarmProps{
      .id = "Errors",
      .metric = MetricProps{.name_space = "Shop", .metric_name = "Errors"},
      .threshold = 1,
  });
)");
}

TEST(ReadableImport, ARoleAsOurConstructMakesItIsOne) {
  EXPECT_EQ(resources_of(R"(
  Role:
    Type: AWS::IAM::Role
    DeletionPolicy: Retain
    Properties:
      AssumeRolePolicyDocument:
        Version: '2012-10-17'
        Statement: [{Effect: Allow, Principal: {Service: ec2.amazonaws.com}, Action: sts:AssumeRole}]
      ManagedPolicyArns: [arn:aws:iam::aws:policy/ReadOnlyAccess]
      Tags: [{Key: team, Value: shop}]
      Policies: [{PolicyName: send, PolicyDocument: {Statement: []}}]
  Profile: {Type: AWS::IAM::InstanceProfile, Properties: {Roles: [!Ref Role]}}
  Old:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Statement: [{Sid: Old, Effect: Allow, Principal: {Service: ec2.amazonaws.com}, Action: sts:AssumeRole}]
      RoleName: !GetAtt Role.RoleId
)"),
            R"(  auto& role = stack.add(RoleProps{
      .id = "Role",
      .assumed_by = PolicyPrincipal::service("ec2.amazonaws.com"),
      .inline_policies = {{"send", Json::object({{"Statement", Json::array({})}})}},
      .managed_policies = {"arn:aws:iam::aws:policy/ReadOnlyAccess"},
  });
  role.resource().props.tags = {{.key = "team", .value = "shop"}};
  role.resource().override_at("/DeletionPolicy", "Retain");
  stack.add(InstanceProfileProps{.id = "Profile", .role = role});
  auto& old = stack.add(RoleProps{
      .id = "Old",
      .assumed_by = PolicyPrincipal::service("ec2.amazonaws.com"),
      .role_name = role.resource().attr_role_id(),
  });
  old.resource().props.assume_role_policy_document = {
      {"Statement", Json::array({
          Json::object({
              {"Sid", "Old"},
              {"Effect", "Allow"},
              {"Principal", Json::object({{"Service", "ec2.amazonaws.com"}})},
              {"Action", "sts:AssumeRole"},
          }),
      })},
  };
)");
}

TEST(ReadableImport, ResourcesThatDifferInLiteralsAreALoop) {
  std::string resources;
  for (const char* const name : {"One", "Two", "Three"}) {
    resources += std::string("  ") + name +
                 ":\n    Type: AWS::SQS::Queue\n    Properties: {QueueName: q" + name +
                 ", DelaySeconds: " + std::to_string(std::string(name).size()) +
                 ", VisibilityTimeout: 9}\n";
  }
  EXPECT_EQ(resources_of(resources), R"(  struct QueueRow {
    std::string_view id;
    std::int64_t delay;
    std::string_view queue_name;
  };
  for (const QueueRow& row : {
           QueueRow{"One", 3, "qOne"},
           QueueRow{"Two", 3, "qTwo"},
           QueueRow{"Three", 5, "qThree"},
       }) {
    stack.add(QueueProps{
        .id = row.id,
        .delay = row.delay,
        .encrypted = {},
        .enforce_tls = false,
        .queue_name = row.queue_name,
        .removal_policy = RemovalPolicy::unspecified,
        .visibility_timeout = 9,
    });
  }
)");
}

TEST(ReadableImport, LoopsOfOneFunctionHaveRowsOfDifferentNames) {
  std::string resources;
  for (const char* const name : {"One", "Two", "Three", "Else", "Four", "Five", "Six"}) {
    const bool is_other = std::string(name) == "Else";
    resources += std::string("  ") + name + ":\n    Type: AWS::SQS::Queue\n    Properties: {" +
                 (is_other ? "DelaySeconds" : "VisibilityTimeout") + ": 9}\n";
  }
  const std::string code = resources_of(resources);
  EXPECT_NE(code.find("struct QueueRow {"), std::string::npos) << code;
  EXPECT_NE(code.find("for (const QueueRow2& row : {"), std::string::npos) << code;
}

}  // namespace
}  // namespace omnitrack::importing
