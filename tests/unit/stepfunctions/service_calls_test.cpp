#include <chrono>

#include "task_test.hpp"
#include <omnitrack/events/event_bus.hpp>
#include <omnitrack/iam/role.hpp>
#include <omnitrack/lambda/function.hpp>
#include <omnitrack/sns/topic.hpp>

namespace omnitrack {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;
using testing::Not;
using testing_support::integration;

constexpr std::string_view service_retry =
    R"("Retry":[{"ErrorEquals":["Lambda.ClientExecutionTimeoutException",)"
    R"("Lambda.ServiceException","Lambda.AWSLambdaException","Lambda.SdkClientException"],)"
    R"("IntervalSeconds":2,"MaxAttempts":6,"BackoffRate":2}],)";

class ServiceCallsTest : public testing_support::TaskTest {
 protected:
  Function& function() {
    return Function::from_arn(stack, "Function",
                              "arn:aws:lambda:eu-central-1:123456789012:function:f");
  }
};

TEST_F(ServiceCallsTest, a_function_gets_the_input_and_its_answer_is_the_result) {
  machine().add(TaskStateProps{.id = "T", .call = LambdaInvoke{.function = function()}});
  EXPECT_EQ(state("T"),
            R"({"Type":"Task",)" + integration("lambda:invoke") +
                R"("Parameters":{"FunctionName":)"
                R"("arn:aws:lambda:eu-central-1:123456789012:function:f","Payload.$":"$"},)"
                R"("OutputPath":"$.Payload",)" +
                std::string(service_retry) + R"("End":true})");
  EXPECT_EQ(statements(), R"([{"Effect":"Allow","Action":"lambda:InvokeFunction",)"
                          R"("Resource":"arn:aws:lambda:eu-central-1:123456789012:function:f"}])");
}

TEST_F(ServiceCallsTest, a_function_in_jsonata) {
  jsonata().add(TaskStateProps{.id = "T", .call = LambdaInvoke{.function = function()}});
  EXPECT_THAT(state("T"), HasSubstr(R"("Payload":"{% $states.input %}"},)"
                                    R"("Output":"{% $states.result.Payload %}",)"));
}

TEST_F(ServiceCallsTest, a_function_has_all_that_it_can) {
  machine().add(TaskStateProps{
      .id = "T",
      .call = LambdaInvoke{.function = function(),
                           .client_context = "e30=",
                           .event = true,
                           .payload = {{"order", value_at("$.order")}},
                           .payload_only = false,
                           .retry_on_service_exceptions = false},
      .comment = "charges",
      .heartbeat = 10,
      .result_path = "$.charge",
      .result_selector = {{"status", value_at("$.StatusCode")}},
      .retry = {{.errors = {"A"}}, {}},
      .timeout = 1min,
  });
  EXPECT_EQ(state("T"),
            R"({"Type":"Task",)" + integration("lambda:invoke") +
                R"("Parameters":{"FunctionName":)"
                R"("arn:aws:lambda:eu-central-1:123456789012:function:f","Payload":)"
                R"({"order.$":"$.order"},"ClientContext":"e30=","InvocationType":"Event"},)"
                R"("TimeoutSeconds":60,"HeartbeatSeconds":10,"Comment":"charges",)"
                R"("ResultSelector":{"status.$":"$.StatusCode"},"ResultPath":"$.charge",)"
                R"("Retry":[{"ErrorEquals":["A"]},{"ErrorEquals":["States.ALL"]}],"End":true})");
}

TEST_F(ServiceCallsTest, a_rule_of_a_service_is_not_behind_one_for_all_errors) {
  machine().add(TaskStateProps{
      .id = "T", .call = LambdaInvoke{.function = function()}, .retry = {{.max_attempts = 2}}});
  EXPECT_THAT(state("T"), HasSubstr(R"("Retry":[{"ErrorEquals":["States.ALL"],"MaxAttempts":2}])"));
}

TEST_F(ServiceCallsTest, a_result_that_is_placed_is_left_whole) {
  machine().add(TaskStateProps{
      .id = "T", .call = LambdaInvoke{.function = function()}, .result_path = "$.charge"});
  EXPECT_THAT(state("T"), Not(HasSubstr("OutputPath")));
}

TEST_F(ServiceCallsTest, a_function_returns_a_token) {
  machine().add(TaskStateProps{
      .id = "T",
      .call = LambdaInvoke{.function = function(), .payload = {{"token", task_token()}}},
      .integration_pattern = IntegrationPattern::wait_for_task_token,
      .timeout = number_at("$.patience"),
  });
  EXPECT_THAT(state("T"), HasSubstr(integration("lambda:invoke.waitForTaskToken")));
  EXPECT_THAT(state("T"), HasSubstr(R"("token.$":"$$.Task.Token"}},)"
                                    R"("TimeoutSecondsPath":"$.patience",)"));
  EXPECT_THAT(state("T"), Not(HasSubstr("OutputPath")));
}

TEST_F(ServiceCallsTest, a_message_is_sent_to_a_queue) {
  machine().add(TaskStateProps{
      .id = "T",
      .call = SqsSendMessage{.message_body = string_at("$.text"), .queue = queue(), .delay = 5},
  });
  EXPECT_THAT(state("T"), HasSubstr(integration("sqs:sendMessage")));
  EXPECT_THAT(state("T"), HasSubstr(R"("MessageBody.$":"$.text","DelaySeconds":5})"));
  EXPECT_THAT(statements(), HasSubstr(R"("sqs:SendMessage"],"Resource":)"
                                      R"("arn:aws:sqs:eu-central-1:123456789012:q"})"));
}

TEST_F(ServiceCallsTest, a_message_is_published) {
  auto& topic = Topic::from_arn(stack, "Topic", "arn:aws:sns:eu-central-1:123456789012:t");
  machine().add(TaskStateProps{
      .id = "T",
      .call = SnsPublish{.message = {{"default", "a"}},
                         .topic = topic,
                         .message_attributes = {{"k", Json::object({{"DataType", "String"},
                                                                    {"StringValue", "v"}})}},
                         .message_per_subscription_type = true,
                         .subject = "news"},
  });
  EXPECT_EQ(
      state("T"),
      R"({"Type":"Task",)" + integration("sns:publish") +
          R"("Parameters":{"TopicArn":"arn:aws:sns:eu-central-1:123456789012:t",)"
          R"("Message":{"default":"a"},"Subject":"news","MessageStructure":"json",)"
          R"("MessageAttributes":{"k":{"DataType":"String","StringValue":"v"}}},"End":true})");
  EXPECT_EQ(statements(), R"([{"Effect":"Allow","Action":"sns:Publish",)"
                          R"("Resource":"arn:aws:sns:eu-central-1:123456789012:t"}])");
}

TEST_F(ServiceCallsTest, events_are_sent) {
  auto& bus =
      EventBus::from_arn(stack, "Bus", "arn:aws:events:eu-central-1:123456789012:event-bus/orders");
  machine().add(TaskStateProps{
      .id = "T",
      .call = EventBridgePutEvents{
          .entries = {{.detail = {{"order", value_at("$.order")}},
                       .detail_type = "Shipped",
                       .source = "orders",
                       .event_bus = bus,
                       .resources = {"arn:aws:s3:::photos"}},
                      {.detail = value_at("$"), .detail_type = "Done", .source = "orders"}}}});
  EXPECT_EQ(state("T"),
            R"({"Type":"Task",)" + integration("events:putEvents") +
                R"("Parameters":{"Entries":[{"Detail":{"order.$":"$.order"},)"
                R"("DetailType":"Shipped","Source":"orders","EventBusName":)"
                R"("arn:aws:events:eu-central-1:123456789012:event-bus/orders",)"
                R"("Resources":["arn:aws:s3:::photos"]},{"Detail.$":"$","DetailType":"Done",)"
                R"("Source":"orders"}]},"End":true})");
  EXPECT_EQ(statements(),
            R"([{"Effect":"Allow","Action":"events:PutEvents","Resource":)"
            R"("arn:aws:events:eu-central-1:123456789012:event-bus/orders"},{"Effect":"Allow",)"
            R"("Action":"events:PutEvents","Resource":{"Fn::Sub":)"
            R"("arn:${AWS::Partition}:events:${AWS::Region}:${AWS::AccountId}:)"
            R"(event-bus/default"}}])");
}

TEST_F(ServiceCallsTest, an_execution_is_started_and_waited_for) {
  auto& other = StateMachine::from_arn(
      stack, "Other", "arn:aws:states:eu-central-1:123456789012:stateMachine:other");
  machine().add(TaskStateProps{
      .id = "T",
      .call = StartExecution{.state_machine = other, .input = {{"a", 1}}, .name = "b"},
      .integration_pattern = IntegrationPattern::run_job,
  });
  EXPECT_EQ(state("T"),
            R"({"Type":"Task",)" + integration("states:startExecution.sync:2") +
                R"("Parameters":{"StateMachineArn":)"
                R"("arn:aws:states:eu-central-1:123456789012:stateMachine:other","Name":"b",)"
                R"("Input":{"a":1,"AWS_STEP_FUNCTIONS_STARTED_BY_EXECUTION_ID.$":)"
                R"("$$.Execution.Id"}},"End":true})");
  EXPECT_EQ(
      statements(),
      R"([{"Effect":"Allow","Action":"states:StartExecution","Resource":)"
      R"("arn:aws:states:eu-central-1:123456789012:stateMachine:other"},{"Effect":"Allow",)"
      R"("Action":["states:DescribeExecution","states:StopExecution"],"Resource":{"Fn::Sub":)"
      R"("arn:${AWS::Partition}:states:${AWS::Region}:${AWS::AccountId}:execution:other:*"}},)"
      R"({"Effect":"Allow","Action":["events:DescribeRule","events:PutRule","events:PutTargets"],)"
      R"("Resource":{"Fn::Sub":"arn:${AWS::Partition}:events:${AWS::Region}:${AWS::AccountId}:)"
      R"(rule/StepFunctionsGetEventsForStepFunctionsExecutionRule"}}])");
}

TEST_F(ServiceCallsTest, an_execution_starts_its_own_state_machine) {
  StateMachine& m = machine();
  m.add(TaskStateProps{.id = "T", .call = StartExecution{.state_machine = m}});
  EXPECT_THAT(state("T"), HasSubstr(R"("Parameters":{"StateMachineArn.$":"$$.StateMachine.Id",)"
                                    R"("Input.$":"$"})"));
  EXPECT_THAT(resource("MSelfPolicy"), HasSubstr(R"("Action":"states:StartExecution",)"
                                                 R"("Resource":{"Ref":"M"})"));
  EXPECT_EQ(statements(), "");
}

TEST_F(ServiceCallsTest, an_execution_gets_the_input_where_nothing_is_said) {
  auto& other = StateMachine::from_name(stack, "Other", "other");
  jsonata().add(TaskStateProps{.id = "T", .call = StartExecution{.state_machine = other}});
  EXPECT_THAT(state("T"), HasSubstr(R"("Input":"{% $states.input %}"})"));
}

TEST_F(ServiceCallsTest, a_task_of_ecs_is_run_and_waited_for) {
  auto& runs = Role::from_arn(stack, "Runs", "arn:aws:iam::123456789012:role/runs");
  machine().add(TaskStateProps{
      .id = "T",
      .call =
          EcsRunTask{.cluster = "arn:aws:ecs:eu-central-1:123456789012:cluster/c",
                     .task_definition = "arn:aws:ecs:eu-central-1:123456789012:task-definition/t:1",
                     .container_overrides = {Json::object({{"Name", "app"}})},
                     .enable_execute_command = true,
                     .pass_roles = {runs},
                     .platform_version = "1.4.0",
                     .propagate_tags = "TASK_DEFINITION",
                     .security_groups = {"sg-01234561"},
                     .subnets = {"subnet-01234561"}},
      .integration_pattern = IntegrationPattern::run_job,
  });
  EXPECT_EQ(state("T"),
            R"({"Type":"Task",)" + integration("ecs:runTask.sync") +
                R"("Parameters":{"Cluster":"arn:aws:ecs:eu-central-1:123456789012:cluster/c",)"
                R"("TaskDefinition":"arn:aws:ecs:eu-central-1:123456789012:task-definition/t:1",)"
                R"("LaunchType":"FARGATE","PlatformVersion":"1.4.0","NetworkConfiguration":)"
                R"({"AwsvpcConfiguration":{"Subnets":["subnet-01234561"],"SecurityGroups":)"
                R"(["sg-01234561"],"AssignPublicIp":"DISABLED"}},"Overrides":)"
                R"({"ContainerOverrides":[{"Name":"app"}]},"EnableExecuteCommand":true,)"
                R"("PropagateTags":"TASK_DEFINITION"},"End":true})");
  EXPECT_THAT(statements(),
              HasSubstr(R"({"Effect":"Allow","Action":"ecs:RunTask","Resource":)"
                        R"("arn:aws:ecs:eu-central-1:123456789012:task-definition/t:1",)"
                        R"("Condition":{"ArnEquals":{"ecs:cluster":)"
                        R"("arn:aws:ecs:eu-central-1:123456789012:cluster/c"}}})"));
  EXPECT_THAT(statements(), HasSubstr(R"("Action":"iam:PassRole","Resource":)"
                                      R"("arn:aws:iam::123456789012:role/runs","Condition":)"
                                      R"({"StringEquals":{"iam:PassedToService":)"
                                      R"("ecs-tasks.amazonaws.com"}})"));
  EXPECT_THAT(statements(), HasSubstr("rule/StepFunctionsGetEventsForECSTaskRule"));
}

TEST_F(ServiceCallsTest, an_activity_is_worked_on) {
  auto& activity = stack.add(ActivityProps{.id = "Paint"});
  machine().add(TaskStateProps{
      .id = "T",
      .call = InvokeActivity{.activity = activity, .parameters = {{"a", value_at("$.a")}}}});
  EXPECT_EQ(state("T"), R"({"Type":"Task","Resource":{"Ref":"Paint"},)"
                        R"("Parameters":{"a.$":"$.a"},"End":true})");
  EXPECT_EQ(statements(), "");
}

}  // namespace
}  // namespace omnitrack
