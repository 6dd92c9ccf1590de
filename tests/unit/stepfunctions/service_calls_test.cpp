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

TEST_F(ServiceCallsTest, a_bare_answer_is_placed_by_a_call_of_the_function_itself) {
  machine().add(TaskStateProps{
      .id = "T", .call = LambdaInvoke{.function = function()}, .result_path = "$.charge"});
  EXPECT_EQ(state("T"), R"({"Type":"Task",)"
                        R"("Resource":"arn:aws:lambda:eu-central-1:123456789012:function:f",)"
                        R"("ResultPath":"$.charge",)" +
                            std::string(service_retry) + R"("End":true})");
  EXPECT_EQ(statements(), R"([{"Effect":"Allow","Action":"lambda:InvokeFunction",)"
                          R"("Resource":"arn:aws:lambda:eu-central-1:123456789012:function:f"}])");
}

TEST_F(ServiceCallsTest, all_that_shapes_a_bare_answer_gets_it) {
  constexpr std::string_view by_arn =
      R"("Resource":"arn:aws:lambda:eu-central-1:123456789012:function:f",)";
  auto& states = machine();
  const LambdaInvoke call{.function = function(), .payload = {{"order", value_at("$.order")}}};
  states
      .add(TaskStateProps{
          .id = "A", .call = call, .result_selector = {{"is", value_at("$.status")}}})
      .next(states.add(TaskStateProps{.id = "B", .call = call, .output_path = "$.status"}))
      .next(states.add(
          TaskStateProps{.id = "C", .call = call, .assign = {{"status", value_at("$.status")}}}));
  EXPECT_THAT(state("A"), HasSubstr(std::string(by_arn) + R"("Parameters":{"order.$":"$.order"},)"
                                                          R"("ResultSelector":)"));
  EXPECT_THAT(state("B"), HasSubstr(by_arn));
  EXPECT_THAT(state("C"), HasSubstr(by_arn));
}

TEST_F(ServiceCallsTest, an_answer_that_is_dropped_needs_no_other_call) {
  machine().add(TaskStateProps{
      .id = "T", .call = LambdaInvoke{.function = function()}, .result_path = discard});
  EXPECT_THAT(properties("M"), HasSubstr("states:::lambda:invoke"));
}

TEST_F(ServiceCallsTest, what_lambda_answers_is_left_whole_where_that_is_asked_for) {
  auto& states = machine();
  auto& called = function();
  states
      .add(TaskStateProps{.id = "A",
                          .call = LambdaInvoke{.function = called, .payload_only = false},
                          .result_path = "$.charge"})
      .next(states.add(TaskStateProps{.id = "B",
                                      .call = LambdaInvoke{.function = called, .event = true},
                                      .result_path = "$.charge"}));
  for (const std::string_view name : {"A", "B"}) {
    EXPECT_THAT(state(name), HasSubstr(integration("lambda:invoke")));
    EXPECT_THAT(state(name), Not(HasSubstr("OutputPath")));
  }
}

TEST_F(ServiceCallsTest, a_function_itself_gets_a_part_of_the_input) {
  auto& states = machine();
  auto& called = function();
  const LambdaInvoke call{.function = called, .payload = value_at("$.order")};
  states.add(TaskStateProps{.id = "A", .call = call, .result_path = "$.charge"})
      .next(states.add(TaskStateProps{
          .id = "B", .call = call, .input_path = "$.day", .result_path = "$.charge"}))
      .next(states.add(TaskStateProps{
          .id = "C",
          .call = LambdaInvoke{.function = called, .payload = value_at("$$.Execution")},
          .input_path = "$.day",
          .result_path = "$.charge"}));
  EXPECT_THAT(state("A"), HasSubstr(R"("InputPath":"$.order","ResultPath":"$.charge",)"));
  EXPECT_THAT(state("A"), Not(HasSubstr("Parameters")));
  EXPECT_THAT(state("B"), HasSubstr(R"("InputPath":"$.day.order",)"));
  EXPECT_THAT(state("C"), HasSubstr(R"("InputPath":"$$.Execution",)"));
}

TEST_F(ServiceCallsTest, a_bare_answer_in_jsonata_is_what_an_output_is_made_of) {
  jsonata().add(TaskStateProps{
      .id = "T",
      .call = LambdaInvoke{.function = function(), .payload = "{% $states.input.order %}"},
      .output = {{"paid", "{% $states.result.status %}"}},
  });
  EXPECT_THAT(state("T"),
              HasSubstr(R"("Resource":"arn:aws:lambda:eu-central-1:123456789012:function:f",)"
                        R"("Arguments":"{% $states.input.order %}",)"
                        R"("Output":{"paid":"{% $states.result.status %}"})"));
}

TEST_F(ServiceCallsTest, what_no_call_of_a_function_itself_can_have_is_told) {
  auto& states = machine();
  auto& called = function();
  states
      .add(TaskStateProps{.id = "A",
                          .call = LambdaInvoke{.function = called, .client_context = "e30="},
                          .result_path = "$.charge"})
      .next(states.add(TaskStateProps{.id = "B",
                                      .call = LambdaInvoke{.function = called, .payload = "all"},
                                      .result_path = "$.charge"}))
      .next(states.add(TaskStateProps{
          .id = "C",
          .call = LambdaInvoke{.function = called, .payload = value_at("States.UUID()")},
          .result_path = "$.charge"}));
  EXPECT_THAT(testing_support::codes_of(app), HasSubstr("OT3239 OT3239 OT3239"));
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
