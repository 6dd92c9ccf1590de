#include "task_test.hpp"
#include <omnitrack/dynamodb/table.hpp>
#include <omnitrack/iam/role.hpp>
#include <omnitrack/lambda/function.hpp>
#include <omnitrack/sns/topic.hpp>

namespace omnitrack {
namespace {

using testing::HasSubstr;
using testing_support::codes_of;
using testing_support::integration;

class TaskRulesTest : public testing_support::TaskTest {
 protected:
  Function& function() {
    return Function::from_arn(stack, "Function",
                              "arn:aws:lambda:eu-central-1:123456789012:function:f");
  }
  Table& table() { return stack.add(TableProps{.id = "Table", .partition_key = {"pk"}}); }
};

TEST_F(TaskRulesTest, a_message_to_a_fifo_queue_has_a_group) {
  auto& fifo = Queue::from_arn(stack, "Queue", "arn:aws:sqs:eu-central-1:123456789012:q.fifo");
  auto& topic = Topic::from_arn(stack, "Topic", "arn:aws:sns:eu-central-1:123456789012:t.fifo");
  StateMachine& m = machine();
  m.add(TaskStateProps{.id = "T", .call = SqsSendMessage{.message_body = "a", .queue = fifo}})
      .next(m.add(TaskStateProps{.id = "U", .call = SnsPublish{.message = "a", .topic = topic}}));
  EXPECT_EQ(codes_of(app), "OT3237 OT3237");
}

TEST_F(TaskRulesTest, a_task_on_fargate_has_subnets) {
  machine().add(TaskStateProps{
      .id = "T",
      .call = EcsRunTask{
          .cluster = "arn:aws:ecs:eu-central-1:123456789012:cluster/c",
          .task_definition = "arn:aws:ecs:eu-central-1:123456789012:task-definition/t:1"}});
  EXPECT_EQ(codes_of(app), "OT3218");
}

TEST_F(TaskRulesTest, a_task_acts_by_another_role) {
  auto& other = Role::from_arn(stack, "Other", "arn:aws:iam::210987654321:role/other");
  machine().add(TaskStateProps{
      .id = "T", .call = LambdaInvoke{.function = function()}, .credentials = other});
  EXPECT_THAT(state("T"),
              HasSubstr(R"("Credentials":{"RoleArn":"arn:aws:iam::210987654321:role/other"})"));
  EXPECT_THAT(statements(), HasSubstr(R"("Action":"sts:AssumeRole","Resource":)"
                                      R"("arn:aws:iam::210987654321:role/other")"));
}

TEST_F(TaskRulesTest, patterns_that_a_service_does_not_have_are_refused) {
  Table& items = table();
  auto& activity = stack.add(ActivityProps{.id = "Paint"});
  StateMachine& m = machine();
  m.add(TaskStateProps{.id = "T",
                       .call = DynamoGetItem{.key = {{"pk", "a"}}, .table = items},
                       .integration_pattern = IntegrationPattern::run_job})
      .next(m.add(TaskStateProps{.id = "U",
                                 .call = InvokeActivity{.activity = activity},
                                 .integration_pattern = IntegrationPattern::run_job}));
  EXPECT_EQ(codes_of(app), "OT3212 OT3212");
}

TEST_F(TaskRulesTest, an_express_execution_does_not_wait) {
  auto& activity = stack.add(ActivityProps{.id = "Paint"});
  auto& m = stack.add(StateMachineProps{.id = "M", .type = StateMachineType::express});
  auto& both = m.add(ParallelStateProps{.id = "Both"});
  both.branch().add(TaskStateProps{.id = "T", .call = InvokeActivity{.activity = activity}});
  both.branch().add(TaskStateProps{
      .id = "U",
      .call = SqsSendMessage{.message_body = {{"a", task_token()}}, .queue = queue()},
      .integration_pattern = IntegrationPattern::wait_for_task_token});
  both.branch()
      .add(MapStateProps{.id = "V", .distributed = DistributedMap{}})
      .add(PassStateProps{.id = "W"});
  EXPECT_EQ(codes_of(app), "OT3211 OT3211 OT3211");
}

TEST_F(TaskRulesTest, an_express_execution_of_a_map_does_not_wait_either) {
  auto& activity = stack.add(ActivityProps{.id = "Paint"});
  auto& each =
      machine().add(MapStateProps{.id = "V", .distributed = DistributedMap{.express = true}});
  each.add(TaskStateProps{.id = "T", .call = InvokeActivity{.activity = activity}});
  EXPECT_EQ(codes_of(app), "OT3211");
}

TEST_F(TaskRulesTest, a_token_is_handed_on_exactly_when_it_is_waited_for) {
  Queue& to = queue();
  StateMachine& m = machine();
  m.add(TaskStateProps{.id = "T",
                       .call = SqsSendMessage{.message_body = "work", .queue = to},
                       .integration_pattern = IntegrationPattern::wait_for_task_token})
      .next(m.add(TaskStateProps{
          .id = "U", .call = SqsSendMessage{.message_body = {{"t", task_token()}}, .queue = to}}));
  EXPECT_EQ(codes_of(app), "OT3213 OT3214");
}

TEST_F(TaskRulesTest, what_is_wrong_with_a_call_is_found) {
  StateMachine& m = machine();
  const std::int64_t never = 0;
  m.add(TaskStateProps{
            .id = "T",
            .call = AwsCall{.service = "s3", .action = "ListBuckets", .iam_resources = {"*"}},
            .heartbeat = 60,
            .timeout = 60})
      .next(m.add(
          TaskStateProps{.id = "U",
                         .call = HttpInvoke{.connection = ConnectionLink::from_arn(
                                                "arn:aws:events:eu-central-1:1:connection/c/1",
                                                "arn:aws:secretsmanager:eu-central-1:1:s"),
                                            .endpoint = string_at("$.url")},
                         .timeout = never}));
  EXPECT_EQ(codes_of(app), "OT3216 OT3215 OT3217 OT3204");
}

TEST_F(TaskRulesTest, one_to_ten_events_are_sent_at_once) {
  const StateEvent event{.detail = value_at("$"), .detail_type = "Done", .source = "orders"};
  StateMachine& m = machine();
  m.add(TaskStateProps{.id = "T", .call = EventBridgePutEvents{.entries = Items<StateEvent>()}})
      .next(m.add(TaskStateProps{
          .id = "U", .call = EventBridgePutEvents{.entries = std::vector<StateEvent>(11, event)}}));
  EXPECT_EQ(codes_of(app), "OT3238 OT3238");
}

/// A call of one's own.
struct Stop {
  Required<Text, struct required_instance> instance;
  void write(TaskCallWriter& writer) const {
    writer.integration("aws-sdk:ec2:stopInstances", false, false);
    writer.argument("InstanceIds", Json::array({instance}));
    writer.allow({"ec2:StopInstances"}, {"*"});
  }
};

TEST_F(TaskRulesTest, a_call_of_ones_own_takes_part) {
  machine().add(TaskStateProps{.id = "T", .call = Stop{.instance = "i-1"}});
  EXPECT_THAT(state("T"), HasSubstr(R"("Parameters":{"InstanceIds":["i-1"]})"));
}

}  // namespace
}  // namespace omnitrack
