#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "../resource_text.hpp"
#include <omnitrack/cfn/iot.hpp>
#include <omnitrack/cloudwatch/alarm.hpp>
#include <omnitrack/dynamodb/table.hpp>
#include <omnitrack/iam/role.hpp>
#include <omnitrack/iot/thing.hpp>
#include <omnitrack/iot/topic_rule.hpp>
#include <omnitrack/kinesis/data_stream.hpp>
#include <omnitrack/kinesisfirehose/delivery_stream.hpp>
#include <omnitrack/lambda/function.hpp>
#include <omnitrack/s3/bucket.hpp>
#include <omnitrack/sns/topic.hpp>
#include <omnitrack/sqs/queue.hpp>
#include <omnitrack/stepfunctions/flow_states.hpp>
#include <omnitrack/stepfunctions/state_machine.hpp>
#include <omnitrack/testing.hpp>

namespace omnitrack {
namespace {

using assertions::has_resource;
using testing_support::codes_of;

class TopicRuleTest : public testing_support::OneStackTest {};

TEST_F(TopicRuleTest, a_rule_sends_messages_to_a_queue_by_a_role_of_its_own) {
  Queue& queue = stack.add(QueueProps{.id = "Queue"});
  TopicRule& rule = stack.add(TopicRuleProps{
      .id = "Rule",
      .actions = {TopicRuleAction::send(queue)},
      .sql = "SELECT * FROM 'sensors/+'",
  });
  stack.add(AlarmProps{.id = "Alarm", .metric = rule.metric_topic_matches(), .threshold = 1});
  EXPECT_EQ(properties("Rule"),
            R"({"TopicRulePayload":{"Actions":[{"Sqs":{"QueueUrl":{"Ref":"Queue"},)"
            R"("RoleArn":{"Fn::GetAtt":["RuleRole","Arn"]}}}],"Sql":"SELECT * FROM 'sensors/+'",)"
            R"("AwsIotSqlVersion":"2016-03-23","RuleDisabled":false}})");
  EXPECT_NE(resource("RuleRoleDefaultPolicy").find("sqs:SendMessage"), std::string::npos);
}

TEST_F(TopicRuleTest, all_kinds_of_actions_have_what_they_need) {
  Function& function = stack.add(FunctionProps{
      .id = "Function",
      .code = FunctionCode::inline_text("def handler(event, context):\n    return {}\n"),
      .handler = "index.handler",
      .runtime = Runtime::python3_14,
  });
  Table& table = stack.add(TableProps{.id = "Table", .partition_key = {"PK"}});
  LogGroup& logs = stack.add(LogGroupProps{.id = "Logs"});
  stack.add(TopicRuleProps{
      .id = "Rule",
      .actions = {TopicRuleAction::invoke(function), TopicRuleAction::insert(table),
                  TopicRuleAction::put(stack.add(BucketProps{.id = "Bucket"}), "${topic()}"),
                  TopicRuleAction::publish(stack.add(TopicProps{.id = "Topic"})),
                  TopicRuleAction::write(stack.add(DataStreamProps{.id = "Stream"})),
                  TopicRuleAction::republish("alerts/${topic()}")},
      .sql = "SELECT * FROM 'a'",
      .description = "all",
      .enabled = false,
      .error_action = TopicRuleAction::log(logs),
      .name = "all",
  });
  const std::string rule = properties("Rule");
  EXPECT_NE(rule.find(R"("Lambda":{"FunctionArn":{"Fn::GetAtt":["Function","Arn"]}})"),
            std::string::npos);
  EXPECT_NE(rule.find(R"("DynamoDBv2":{"PutItem":{"TableName":{"Ref":"Table"}})"),
            std::string::npos);
  EXPECT_NE(rule.find(R"("PartitionKey":"${newuuid()}")"), std::string::npos);
  EXPECT_NE(rule.find(R"("ErrorAction":{"CloudwatchLogs")"), std::string::npos);
  EXPECT_NE(rule.find(R"("RuleDisabled":true)"), std::string::npos);
  EXPECT_THAT(written(), has_resource("FunctionRuleRule", {{"Principal", "iot.amazonaws.com"}}));
  EXPECT_NE(resource("RuleRoleDefaultPolicy").find("topic/alerts/*"), std::string::npos);
}

TEST_F(TopicRuleTest, messages_are_delivered_and_start_state_machines) {
  auto& lake = stack.add(BucketProps{.id = "Lake"});
  auto& stream = stack.add(DeliveryStreamProps{.id = "ToLake", .bucket = lake});
  auto& machine = stack.add(StateMachineProps{.id = "Machine"});
  machine.add(PassStateProps{.id = "Seen"});
  stack.add(TopicRuleProps{
      .id = "Rule",
      .actions = {TopicRuleAction::deliver(stream), TopicRuleAction::start(machine)},
      .sql = "SELECT * FROM 'sensors/+'",
  });
  EXPECT_NE(
      properties("Rule").find(R"("Actions":[{"Firehose":{"DeliveryStreamName":{"Ref":"ToLake"},)"
                              R"("RoleArn":{"Fn::GetAtt":["RuleRole","Arn"]},"Separator":"\n"}},)"
                              R"({"StepFunctions":{"RoleArn":{"Fn::GetAtt":["RuleRole","Arn"]},)"
                              R"("StateMachineName":{"Fn::GetAtt":["Machine","Name"]}}}])"),
      std::string::npos);
  const std::string policy = resource("RuleRoleDefaultPolicy");
  EXPECT_NE(policy.find("firehose:PutRecord"), std::string::npos);
  EXPECT_NE(policy.find("states:StartExecution"), std::string::npos);
}

TEST_F(TopicRuleTest, a_rule_without_actions_is_told) {
  stack.add(TopicRuleProps{
      .id = "Rule", .actions = Items<TopicRuleAction>(), .sql = "SELECT * FROM 'a'"});
  EXPECT_EQ(codes_of(app), "OT2113");
}

TEST_F(TopicRuleTest, a_thing_shows_a_certificate_that_has_a_policy) {
  const std::string certificate = "arn:aws:iot:eu-central-1:123456789012:cert/1";
  Thing& thing = stack.add(ThingProps{.id = "Thing", .attributes = {{"Model", "a"}}, .name = "t"});
  thing.attach_certificate("Certificate", certificate);
  IotPolicy& policy = stack.add(IotPolicyProps{
      .id = "Policy",
      .document = PolicyDocument{{.actions = {"iot:Connect"},
                                  .resources = {"arn:aws:iot:eu-central-1:123456789012:client/t"}}},
      .name = "devices",
  });
  policy.attach_to("Certificate", certificate);
  Role& role = stack.add(
      RoleProps{.id = "Role", .assumed_by = PolicyPrincipal::service("ec2.amazonaws.com")});
  thing.grant_read_shadow(role);
  Thing::from_name(stack, "Other", "other").grant_write_shadow(role);
  EXPECT_EQ(properties("Thing"),
            R"({"AttributePayload":{"Attributes":{"Model":"a"}},"ThingName":"t"})");
  EXPECT_EQ(properties("ThingCertificate"),
            R"({"Principal":"arn:aws:iot:eu-central-1:123456789012:cert/1",)"
            R"("ThingName":{"Ref":"Thing"}})");
  EXPECT_EQ(properties("Policy"),
            R"({"PolicyDocument":{"Version":"2012-10-17","Statement":[{"Effect":"Allow",)"
            R"("Action":"iot:Connect",)"
            R"("Resource":"arn:aws:iot:eu-central-1:123456789012:client/t"}]},)"
            R"("PolicyName":"devices"})");
  EXPECT_EQ(properties("PolicyCertificate"),
            R"({"PolicyName":{"Ref":"Policy"},)"
            R"("Principal":"arn:aws:iot:eu-central-1:123456789012:cert/1"})");
  EXPECT_NE(properties("RoleDefaultPolicy").find(":thing/other"), std::string::npos);
}

TEST_F(TopicRuleTest, a_thing_of_elsewhere_has_no_resource) {
  static_cast<void>(Thing::from_name(stack, "Other", "other").resource());
  EXPECT_NE(codes_of(app), "");
}

}  // namespace
}  // namespace omnitrack
