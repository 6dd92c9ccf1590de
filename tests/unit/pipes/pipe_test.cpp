#include <string>

#include <gmock/gmock.h>

#include "../resource_text.hpp"
#include <omnitrack/cfn/pipes.hpp>
#include <omnitrack/dynamodb/table.hpp>
#include <omnitrack/events/event_bus.hpp>
#include <omnitrack/iam/role.hpp>
#include <omnitrack/kinesis/data_stream.hpp>
#include <omnitrack/kms/key.hpp>
#include <omnitrack/lambda/function.hpp>
#include <omnitrack/pipes/pipe.hpp>
#include <omnitrack/sqs/queue.hpp>
#include <omnitrack/testing.hpp>

namespace omnitrack {
namespace {

using assertions::has_no_resource;
using testing::HasSubstr;
using testing_support::codes_of;
using testing_support::object_at;

/// What stands for a state machine.
class StateMachineStub final : public EventTarget {
 public:
  [[nodiscard]] Value<std::string> event_target_arn() const override {
    return "arn:aws:states:eu-central-1:123456789012:stateMachine:sort";
  }
  void grant_delivery(Grantee& sender) const override {
    sender.add_to_policy({.actions = {"states:StartExecution"}, .resources = {event_target_arn()}});
  }
};

class PipeTest : public testing_support::OneStackTest {
 protected:
  Function& add_function() {
    return stack.add(FunctionProps{
        .id = "Worker",
        .code = FunctionCode::inline_text("def handler(event, context):\n    print(event)\n"),
        .handler = "index.handler",
        .runtime = Runtime::python3_13,
    });
  }
  Queue& queue = stack.add(QueueProps{.id = "Orders"});
};

TEST_F(PipeTest, a_pipe_has_a_role_for_its_ends_and_logs_errors) {
  EventBus& bus = stack.add(EventBusProps{.id = "Bus"});
  stack.add(PipeProps{.id = "Pipe", .source = queue, .target = bus});
  EXPECT_EQ(resource("Pipe"),
            R"({"Type":"AWS::Pipes::Pipe","DependsOn":"PipeRoleDefaultPolicy","Properties":{)"
            R"("RoleArn":{"Fn::GetAtt":["PipeRole","Arn"]},)"
            R"("Source":{"Fn::GetAtt":["Orders","Arn"]},"Target":{"Fn::GetAtt":["Bus","Arn"]},)"
            R"("LogConfiguration":{"CloudwatchLogsLogDestination":{"LogGroupArn":{"Fn::Sub":)"
            R"("arn:${AWS::Partition}:logs:${AWS::Region}:${AWS::AccountId}:)"
            R"(log-group:${PipeLogGroup}"}},"Level":"ERROR"}}})");
  EXPECT_THAT(properties("PipeRole"), HasSubstr(R"("Service":"pipes.amazonaws.com")"));
  EXPECT_THAT(properties("PipeRoleDefaultPolicy"), HasSubstr(R"("sqs:ReceiveMessage")"));
  EXPECT_THAT(properties("PipeRoleDefaultPolicy"), HasSubstr(R"("Action":"events:PutEvents")"));
}

TEST_F(PipeTest, every_property_is_written_where_it_belongs) {
  Queue& fifo = stack.add(QueueProps{.id = "Fifo", .fifo = true});
  LogGroup& logs = stack.add(LogGroupProps{.id = "Logs"});
  Key& key = stack.add(KeyProps{.id = "Key"});
  stack.add(PipeProps{
      .id = "Pipe",
      .source = PipeSource(queue, {.batch_size = 5, .batch_window = 30}),
      .target = fifo,
      .description = "Sorts",
      .enabled = false,
      .enrichment = {{.by = add_function(),
                      .actions = {"lambda:InvokeAsync"},
                      .headers = {{"h", "1"}},
                      .input = "<$.body>",
                      .path_parameters = {"p"},
                      .query_parameters = {{"q", "2"}}}},
      .filters = {MatchFields{{"body", MatchFields{{"kind", {"new", Match::prefix("x")}}}}}},
      .input = "{\"body\": <$.body>}",
      .kms_key = key,
      .log_events = true,
      .log_group = logs,
      .log_level = PipeLogLevel::trace,
      .message_deduplication_id = "$.messageId",
      .message_group_id = "orders",
      .pipe_name = "orders",
  });
  EXPECT_EQ(
      properties("Pipe"),
      R"({"RoleArn":{"Fn::GetAtt":["PipeRole","Arn"]},"Source":{"Fn::GetAtt":["Orders","Arn"]},)"
      R"("Target":{"Fn::GetAtt":["Fifo","Arn"]},"Description":"Sorts",)"
      R"("DesiredState":"STOPPED","Enrichment":{"Fn::GetAtt":["Worker","Arn"]},)"
      R"("EnrichmentParameters":{"HttpParameters":{"HeaderParameters":{"h":"1"},)"
      R"("PathParameterValues":["p"],"QueryStringParameters":{"q":"2"}},)"
      R"("InputTemplate":"<$.body>"},"KmsKeyIdentifier":{"Fn::GetAtt":["Key","Arn"]},)"
      R"("LogConfiguration":{"CloudwatchLogsLogDestination":{"LogGroupArn":{"Fn::Sub":)"
      R"("arn:${AWS::Partition}:logs:${AWS::Region}:${AWS::AccountId}:log-group:${Logs}"}},)"
      R"("IncludeExecutionData":["ALL"],"Level":"TRACE"},"Name":"orders",)"
      R"("SourceParameters":{"FilterCriteria":{"Filters":[)"
      R"({"Pattern":"{\"body\":{\"kind\":[\"new\",{\"prefix\":\"x\"}]}}"}]},)"
      R"("SqsQueueParameters":{"BatchSize":5,"MaximumBatchingWindowInSeconds":30}},)"
      R"("TargetParameters":{"InputTemplate":"{\"body\": <$.body>}",)"
      R"("SqsQueueParameters":{"MessageDeduplicationId":"$.messageId",)"
      R"("MessageGroupId":"orders"}}})");
  EXPECT_THAT(properties("PipeRoleDefaultPolicy"),
              HasSubstr(R"("Action":["lambda:InvokeFunction","lambda:InvokeAsync"])"));
  EXPECT_THAT(written(), has_no_resource("PipeLogGroup"));
}

TEST_F(PipeTest, a_kinesis_stream_is_read_as_is_said) {
  DataStream& stream = stack.add(DataStreamProps{.id = "Clicks"});
  Queue& dead = stack.add(QueueProps{.id = "Dead"});
  stack.add(PipeProps{.id = "Pipe",
                      .source = PipeSource(stream, {.batch_size = 10,
                                                    .batch_window = 5,
                                                    .bisect = true,
                                                    .dead_letter_queue = dead,
                                                    .max_record_age = 3600,
                                                    .parallelization = 2,
                                                    .retry_attempts = 3,
                                                    .start = StreamStart::time,
                                                    .start_time = "2030-01-31T08:00:00Z"}),
                      .target = add_function(),
                      .function_invocation = PipeInvocation::go_on,
                      .log_level = PipeLogLevel::off});
  EXPECT_EQ(object_at(properties("Pipe"), "SourceParameters"),
            R"({"KinesisStreamParameters":{"StartingPosition":"AT_TIMESTAMP","BatchSize":10,)"
            R"("DeadLetterConfig":{"Arn":{"Fn::GetAtt":["Dead","Arn"]}},)"
            R"("MaximumBatchingWindowInSeconds":5,"MaximumRecordAgeInSeconds":3600,)"
            R"("MaximumRetryAttempts":3,"OnPartialBatchItemFailure":"AUTOMATIC_BISECT",)"
            R"("ParallelizationFactor":2,"StartingPositionTimestamp":"2030-01-31T08:00:00Z"}})");
  EXPECT_EQ(object_at(properties("Pipe"), "TargetParameters"),
            R"({"LambdaFunctionParameters":{"InvocationType":"FIRE_AND_FORGET"}})");
  EXPECT_THAT(properties("PipeRoleDefaultPolicy"), HasSubstr(R"("kinesis:GetRecords")"));
  EXPECT_EQ(properties("Pipe").find("LogConfiguration"), std::string::npos);
}

TEST_F(PipeTest, the_stream_of_a_table_goes_to_a_bus_or_a_stream) {
  Table& table = stack.add(TableProps{.id = "Items",
                                      .partition_key = {"id", AttributeType::string},
                                      .stream = StreamView::new_image});
  stack.add(PipeProps{.id = "ToBus",
                      .source = PipeSource(table, {.start = StreamStart::oldest}),
                      .target = stack.add(EventBusProps{.id = "Bus"}),
                      .event_detail_type = "Item changed",
                      .event_source = "shop"});
  stack.add(PipeProps{.id = "ToStream",
                      .source = table,
                      .target = stack.add(DataStreamProps{.id = "Changes"}),
                      .partition_key = "$.eventID"});
  stack.add(PipeProps{.id = "ToLogs",
                      .source = table,
                      .target = stack.add(LogGroupProps{.id = "Logs"}),
                      .log_stream_name = "changes"});
  EXPECT_EQ(object_at(properties("ToBus"), "SourceParameters"),
            R"({"DynamoDBStreamParameters":{"StartingPosition":"TRIM_HORIZON"}})");
  EXPECT_EQ(object_at(properties("ToBus"), "TargetParameters"),
            R"({"EventBridgeEventBusParameters":{"DetailType":"Item changed","Source":"shop"}})");
  EXPECT_EQ(object_at(properties("ToStream"), "TargetParameters"),
            R"({"KinesisStreamParameters":{"PartitionKey":"$.eventID"}})");
  EXPECT_EQ(object_at(properties("ToLogs"), "TargetParameters"),
            R"({"CloudWatchLogsParameters":{"LogStreamName":"changes"}})");
  EXPECT_THAT(properties("ToBusRoleDefaultPolicy"), HasSubstr(R"("dynamodb:GetRecords")"));
}

TEST_F(PipeTest, a_role_can_be_given_and_a_state_machine_be_waited_for) {
  StateMachineStub sort;
  Role& role = stack.add(
      RoleProps{.id = "Role", .assumed_by = PolicyPrincipal::service("pipes.amazonaws.com")});
  Pipe& pipe = stack.add(PipeProps{.id = "Pipe",
                                   .source = queue,
                                   .target = sort,
                                   .role = role,
                                   .state_machine_invocation = PipeInvocation::wait});
  static_cast<void>(pipe.metric_invocations());
  EXPECT_EQ(&pipe.role(), &role);
  EXPECT_THAT(properties("Pipe"), HasSubstr(R"("StepFunctionStateMachineParameters":)"
                                            R"({"InvocationType":"REQUEST_RESPONSE"})"));
}

TEST_F(PipeTest, mistakes_are_errors) {
  const std::string name = "to orders";
  const int seconds = 600;
  DataStream& stream = stack.add(DataStreamProps{.id = "Clicks"});
  Function& worker = add_function();
  stack.add(PipeProps{.id = "A", .source = queue, .target = worker, .pipe_name = name});
  stack.add(PipeProps{
      .id = "B", .source = PipeSource(queue, {.batch_window = seconds}), .target = worker});
  stack.add(PipeProps{
      .id = "C", .source = PipeSource(stream, {.start = StreamStart::time}), .target = worker});
  const std::vector<MatchFields> filters(6, MatchFields{{"body", "x"}});
  stack.add(PipeProps{.id = "D", .source = queue, .target = worker, .filters = filters});
  EXPECT_EQ(codes_of(app), "OT3141 OT3142 OT3143 OT3144");
}

}  // namespace
}  // namespace omnitrack
