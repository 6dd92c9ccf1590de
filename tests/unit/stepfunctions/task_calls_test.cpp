#include <chrono>

#include "machine_test.hpp"
#include <omnitrack/dynamodb/table.hpp>
#include <omnitrack/iam/role.hpp>
#include <omnitrack/kms/key.hpp>
#include <omnitrack/lambda/function.hpp>
#include <omnitrack/s3/bucket.hpp>
#include <omnitrack/sns/topic.hpp>
#include <omnitrack/sqs/queue.hpp>
#include <omnitrack/stepfunctions/activity.hpp>
#include <omnitrack/stepfunctions/messaging_calls.hpp>
#include <omnitrack/stepfunctions/task_calls.hpp>

namespace omnitrack {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;
using testing::Not;
using testing_support::codes_of;
using testing_support::object_at;

constexpr std::string_view service_retry =
    R"("Retry":[{"ErrorEquals":["Lambda.ClientExecutionTimeoutException",)"
    R"("Lambda.ServiceException","Lambda.AWSLambdaException","Lambda.SdkClientException"],)"
    R"("IntervalSeconds":2,"MaxAttempts":6,"BackoffRate":2}],)";

std::string integration(std::string_view name) {
  return R"("Resource":{"Fn::Sub":"arn:${AWS::Partition}:states:::)" + std::string(name) + R"("},)";
}

class TaskCallsTest : public testing_support::MachineTest {
 protected:
  Function& function() {
    return Function::from_arn(stack, "Function",
                              "arn:aws:lambda:eu-central-1:123456789012:function:f");
  }
  Table& table() { return stack.add(TableProps{.id = "Table", .partition_key = {"pk"}}); }
  Queue& queue() {
    return Queue::from_arn(stack, "Queue", "arn:aws:sqs:eu-central-1:123456789012:q");
  }
  std::string statements() {
    const std::string document = allowed();
    constexpr std::string_view opening = R"({"Version":"2012-10-17","Statement":)";
    return document.empty() ? "" : document.substr(opening.size(), document.size() - opening.size() - 1);
  }
};

TEST_F(TaskCallsTest, a_function_gets_the_input_and_its_answer_is_the_result) {
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

TEST_F(TaskCallsTest, a_function_in_jsonata) {
  jsonata().add(TaskStateProps{.id = "T", .call = LambdaInvoke{.function = function()}});
  EXPECT_THAT(state("T"), HasSubstr(R"("Payload":"{% $states.input %}"},)"
                                    R"("Output":"{% $states.result.Payload %}",)"));
}

TEST_F(TaskCallsTest, a_function_has_all_that_it_can) {
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

TEST_F(TaskCallsTest, a_rule_of_a_service_is_not_behind_one_for_all_errors) {
  machine().add(TaskStateProps{
      .id = "T", .call = LambdaInvoke{.function = function()}, .retry = {{.max_attempts = 2}}});
  EXPECT_THAT(state("T"), HasSubstr(R"("Retry":[{"ErrorEquals":["States.ALL"],"MaxAttempts":2}])"));
}

TEST_F(TaskCallsTest, a_result_that_is_placed_is_left_whole) {
  machine().add(TaskStateProps{
      .id = "T", .call = LambdaInvoke{.function = function()}, .result_path = "$.charge"});
  EXPECT_THAT(state("T"), Not(HasSubstr("OutputPath")));
}

TEST_F(TaskCallsTest, a_function_returns_a_token) {
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

TEST_F(TaskCallsTest, tables_are_read_and_written) {
  Table& items = table();
  StateMachine& m = machine();
  const Map<Json> key = {{"pk", Json::object({{"S", string_at("$.order")}})}};
  auto& get = m.add(TaskStateProps{.id = "Get",
                                   .call = DynamoGetItem{.key = key,
                                                         .table = items,
                                                         .consistent_read = true,
                                                         .expression_attribute_names = {{"#a", "a"}},
                                                         .projection_expression = "#a"}});
  get.next(m.add(TaskStateProps{.id = "Put",
                                .call = DynamoPutItem{.item = key,
                                                      .table = items,
                                                      .condition_expression = "x",
                                                      .return_values = "ALL_OLD"}}))
      .next(m.add(TaskStateProps{
          .id = "Update",
          .call = DynamoUpdateItem{.key = key,
                                   .table = items,
                                   .update_expression = "SET a = :a",
                                   .expression_attribute_values = {{":a", Json::object({{"N", "1"}})}},
                                   .return_values = "ALL_NEW"}}))
      .next(m.add(TaskStateProps{.id = "Delete",
                                 .call = DynamoDeleteItem{.key = key, .table = items}}));
  EXPECT_EQ(state("Get"), R"({"Type":"Task",)" + integration("dynamodb:getItem") +
                              R"("Parameters":{"TableName":{"Ref":"Table"},"Key":{"pk":)"
                              R"({"S.$":"$.order"}},"ConsistentRead":true,)"
                              R"("ExpressionAttributeNames":{"#a":"a"},)"
                              R"("ProjectionExpression":"#a"},"Next":"Put"})");
  EXPECT_EQ(state("Put"), R"({"Type":"Task",)" + integration("dynamodb:putItem") +
                              R"("Parameters":{"TableName":{"Ref":"Table"},"Item":{"pk":)"
                              R"({"S.$":"$.order"}},"ConditionExpression":"x",)"
                              R"("ReturnValues":"ALL_OLD"},"Next":"Update"})");
  EXPECT_EQ(state("Update"), R"({"Type":"Task",)" + integration("dynamodb:updateItem") +
                                 R"("Parameters":{"TableName":{"Ref":"Table"},"Key":{"pk":)"
                                 R"({"S.$":"$.order"}},"UpdateExpression":"SET a = :a",)"
                                 R"("ExpressionAttributeValues":{":a":{"N":"1"}},)"
                                 R"("ReturnValues":"ALL_NEW"},"Next":"Delete"})");
  EXPECT_EQ(state("Delete"), R"({"Type":"Task",)" + integration("dynamodb:deleteItem") +
                                 R"("Parameters":{"TableName":{"Ref":"Table"},"Key":{"pk":)"
                                 R"({"S.$":"$.order"}}},"End":true})");
  EXPECT_EQ(statements(),
            R"([{"Effect":"Allow","Action":["dynamodb:GetItem","dynamodb:PutItem",)"
            R"("dynamodb:UpdateItem","dynamodb:DeleteItem"],"Resource":)"
            R"({"Fn::GetAtt":["Table","Arn"]}}])");
}

TEST_F(TaskCallsTest, a_message_is_sent_to_a_queue) {
  machine().add(TaskStateProps{
      .id = "T",
      .call = SqsSendMessage{.message_body = string_at("$.text"), .queue = queue(), .delay = 5},
  });
  EXPECT_THAT(state("T"), HasSubstr(integration("sqs:sendMessage")));
  EXPECT_THAT(state("T"), HasSubstr(R"("MessageBody.$":"$.text","DelaySeconds":5})"));
  EXPECT_THAT(statements(), HasSubstr(R"("sqs:SendMessage"],"Resource":)"
                                      R"("arn:aws:sqs:eu-central-1:123456789012:q"})"));
}

TEST_F(TaskCallsTest, a_message_is_published) {
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
  EXPECT_EQ(state("T"),
            R"({"Type":"Task",)" + integration("sns:publish") +
                R"("Parameters":{"TopicArn":"arn:aws:sns:eu-central-1:123456789012:t",)"
                R"("Message":{"default":"a"},"Subject":"news","MessageStructure":"json",)"
                R"("MessageAttributes":{"k":{"DataType":"String","StringValue":"v"}}},"End":true})");
  EXPECT_EQ(statements(), R"([{"Effect":"Allow","Action":"sns:Publish",)"
                          R"("Resource":"arn:aws:sns:eu-central-1:123456789012:t"}])");
}

TEST_F(TaskCallsTest, a_message_to_a_fifo_queue_has_a_group) {
  auto& fifo = Queue::from_arn(stack, "Queue", "arn:aws:sqs:eu-central-1:123456789012:q.fifo");
  auto& topic = Topic::from_arn(stack, "Topic", "arn:aws:sns:eu-central-1:123456789012:t.fifo");
  StateMachine& m = machine();
  m.add(TaskStateProps{.id = "T", .call = SqsSendMessage{.message_body = "a", .queue = fifo}})
      .next(m.add(TaskStateProps{.id = "U", .call = SnsPublish{.message = "a", .topic = topic}}));
  EXPECT_EQ(codes_of(app), "OT3237 OT3237");
}

TEST_F(TaskCallsTest, an_execution_is_started_and_waited_for) {
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

TEST_F(TaskCallsTest, an_execution_gets_the_input_where_nothing_is_said) {
  auto& other = StateMachine::from_name(stack, "Other", "other");
  jsonata().add(TaskStateProps{.id = "T", .call = StartExecution{.state_machine = other}});
  EXPECT_THAT(state("T"), HasSubstr(R"("Input":"{% $states.input %}"})"));
}

TEST_F(TaskCallsTest, a_task_of_ecs_is_run_and_waited_for) {
  auto& runs = Role::from_arn(stack, "Runs", "arn:aws:iam::123456789012:role/runs");
  machine().add(TaskStateProps{
      .id = "T",
      .call = EcsRunTask{.cluster = "arn:aws:ecs:eu-central-1:123456789012:cluster/c",
                         .task_definition =
                             "arn:aws:ecs:eu-central-1:123456789012:task-definition/t:1",
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

TEST_F(TaskCallsTest, a_task_on_fargate_has_subnets) {
  machine().add(TaskStateProps{
      .id = "T",
      .call = EcsRunTask{.cluster = "arn:aws:ecs:eu-central-1:123456789012:cluster/c",
                         .task_definition =
                             "arn:aws:ecs:eu-central-1:123456789012:task-definition/t:1"}});
  EXPECT_EQ(codes_of(app), "OT3218");
}

TEST_F(TaskCallsTest, a_model_is_asked) {
  machine().add(TaskStateProps{
      .id = "T",
      .call = BedrockInvokeModel{.model = "amazon.nova-lite-v1:0",
                                 .accept = "application/json",
                                 .body = {{"prompt", string_at("$.prompt")}},
                                 .content_type = "application/json",
                                 .guardrail_arn = "arn:aws:bedrock:eu-central-1:1:guardrail/g",
                                 .guardrail_version = "1",
                                 .input_uri = "s3://bucket/in",
                                 .output_uri = "s3://bucket/out"},
  });
  EXPECT_EQ(state("T"),
            R"({"Type":"Task",)" + integration("bedrock:invokeModel") +
                R"("Parameters":{"ModelId":"amazon.nova-lite-v1:0","Accept":"application/json",)"
                R"("Body":{"prompt.$":"$.prompt"},"ContentType":"application/json",)"
                R"("GuardrailIdentifier":"arn:aws:bedrock:eu-central-1:1:guardrail/g",)"
                R"("GuardrailVersion":"1","Input":{"S3Uri":"s3://bucket/in"},)"
                R"("Output":{"S3Uri":"s3://bucket/out"}},"End":true})");
  EXPECT_EQ(statements(),
            R"([{"Effect":"Allow","Action":"bedrock:InvokeModel","Resource":{"Fn::Sub":)"
            R"("arn:${AWS::Partition}:bedrock:${AWS::Region}::)"
            R"(foundation-model/amazon.nova-lite-v1:0"}},{"Effect":"Allow",)"
            R"("Action":"bedrock:ApplyGuardrail","Resource":)"
            R"("arn:aws:bedrock:eu-central-1:1:guardrail/g"}])");
}

TEST_F(TaskCallsTest, any_action_of_a_service_is_called) {
  StateMachine& m = machine();
  m.add(TaskStateProps{
       .id = "T",
       .call = AwsCall{.service = "s3",
                       .action = "listObjectsV2",
                       .iam_resources = {"arn:aws:s3:::photos"},
                       .parameters = {{"Bucket", "photos"}, {"Prefix", string_at("$.prefix")}}},
   }).next(m.add(TaskStateProps{
       .id = "U",
       .call = AwsCall{
           .service = "cloudwatchlogs", .action = "createLogGroup", .iam_resources = {"*"}}}));
  EXPECT_EQ(state("T"), R"({"Type":"Task",)" + integration("aws-sdk:s3:listObjectsV2") +
                            R"("Parameters":{"Bucket":"photos","Prefix.$":"$.prefix"},)"
                            R"("Next":"U"})");
  EXPECT_EQ(statements(), R"([{"Effect":"Allow","Action":"s3:ListBucket","Resource":)"
                          R"("arn:aws:s3:::photos"},{"Effect":"Allow","Action":)"
                          R"("logs:CreateLogGroup","Resource":"*"}])");
}

TEST_F(TaskCallsTest, the_right_to_an_action_can_be_named) {
  machine().add(TaskStateProps{.id = "T",
                               .call = AwsCall{.service = "s3",
                                               .action = "copyObject",
                                               .iam_resources = {"*"},
                                               .iam_action = "s3:PutObject"}});
  EXPECT_EQ(statements(), R"([{"Effect":"Allow","Action":"s3:PutObject","Resource":"*"}])");
}

TEST_F(TaskCallsTest, a_host_is_called) {
  machine().add(TaskStateProps{
      .id = "T",
      .call =
          HttpInvoke{
              .connection_arn = "arn:aws:events:eu-central-1:123456789012:connection/c/1",
              .connection_secret_arn = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:s",
              .endpoint = "https://api.example.com/orders",
              .headers = {{"X-Kind", "order"}},
              .method = "POST",
              .query_parameters = {{"page", 1}},
              .request_body = {{"id", value_at("$.id")}},
              .url_encode_body = true,
          },
  });
  EXPECT_EQ(
      state("T"),
      R"({"Type":"Task",)" + integration("http:invoke") +
          R"("Parameters":{"ApiEndpoint":"https://api.example.com/orders","Method":"POST",)"
          R"("Authentication":{"ConnectionArn":)"
          R"("arn:aws:events:eu-central-1:123456789012:connection/c/1"},"Headers":)"
          R"({"X-Kind":"order"},"QueryParameters":{"page":1},"RequestBody":{"id.$":"$.id"},)"
          R"("Transform":{"RequestBodyEncoding":"URL_ENCODED"}},"End":true})");
  EXPECT_EQ(
      statements(),
      R"([{"Effect":"Allow","Action":"states:InvokeHTTPEndpoint","Resource":{"Fn::Sub":)"
      R"("arn:${AWS::Partition}:states:${AWS::Region}:${AWS::AccountId}:stateMachine:*"},)"
      R"("Condition":{"StringEquals":{"states:HTTPMethod":"POST"},"StringLike":)"
      R"({"states:HTTPEndpoint":"https://api.example.com/orders"}}},{"Effect":"Allow","Action":)"
      R"("events:RetrieveConnectionCredentials","Resource":)"
      R"("arn:aws:events:eu-central-1:123456789012:connection/c/1"},{"Effect":"Allow","Action":)"
      R"(["secretsmanager:DescribeSecret","secretsmanager:GetSecretValue"],"Resource":)"
      R"("arn:aws:secretsmanager:eu-central-1:123456789012:secret:s"}])");
}

TEST_F(TaskCallsTest, an_activity_is_worked_on) {
  auto& activity = stack.add(ActivityProps{.id = "Paint"});
  machine().add(TaskStateProps{
      .id = "T",
      .call = InvokeActivity{.activity = activity, .parameters = {{"a", value_at("$.a")}}}});
  EXPECT_EQ(state("T"), R"({"Type":"Task","Resource":{"Ref":"Paint"},)"
                        R"("Parameters":{"a.$":"$.a"},"End":true})");
  EXPECT_EQ(statements(), "");
}

TEST_F(TaskCallsTest, any_other_integration_is_named) {
  machine().add(TaskStateProps{
      .id = "T",
      .call = ServiceCall{.integration = "batch:submitJob.sync",
                          .managed_rule = "StepFunctionsGetEventsForBatchJobsRule",
                          .parameters = {{"JobName", "a"}},
                          .policy = {{.actions = {"batch:SubmitJob"}, .resources = {"*"}}}}});
  EXPECT_EQ(state("T"), R"({"Type":"Task",)" + integration("batch:submitJob.sync") +
                            R"("Parameters":{"JobName":"a"},"End":true})");
  EXPECT_THAT(statements(), HasSubstr("rule/StepFunctionsGetEventsForBatchJobsRule"));
}

TEST_F(TaskCallsTest, a_task_acts_by_another_role) {
  auto& other = Role::from_arn(stack, "Other", "arn:aws:iam::210987654321:role/other");
  machine().add(TaskStateProps{
      .id = "T", .call = LambdaInvoke{.function = function()}, .credentials = other});
  EXPECT_THAT(state("T"),
              HasSubstr(R"("Credentials":{"RoleArn":"arn:aws:iam::210987654321:role/other"})"));
  EXPECT_THAT(statements(), HasSubstr(R"("Action":"sts:AssumeRole","Resource":)"
                                      R"("arn:aws:iam::210987654321:role/other")"));
}

TEST_F(TaskCallsTest, a_distributed_map_reads_and_writes_buckets) {
  auto& bucket = stack.add(BucketProps{.id = "Bucket"});
  StateMachine& m = machine();
  auto& each = m.add(MapStateProps{
      .id = "Each",
      .distributed =
          DistributedMap{
              .batcher = ItemBatcher{.batch_input = {{"a", value_at("$.a")}},
                                     .max_bytes = 1000,
                                     .max_items = number_at("$.most")},
              .express = true,
              .item_reader = ItemReader::csv(bucket, "list.csv", {"a", "b"}).up_to(10),
              .label = "each",
              .result_writer = ResultWriter{.bucket = bucket, .prefix = "out"},
              .tolerated_failure_count = 3,
              .tolerated_failure_percentage = number_at("$.percent"),
          },
  });
  each.add(PassStateProps{.id = "Work"});
  EXPECT_EQ(state("Each"),
            R"({"Type":"Map","Label":"each","ItemReader":{"Resource":{"Fn::Sub":)"
            R"("arn:${AWS::Partition}:states:::s3:getObject"},"ReaderConfig":{"InputType":"CSV",)"
            R"("CSVHeaderLocation":"GIVEN","CSVHeaders":["a","b"],"MaxItems":10},"Parameters":)"
            R"({"Bucket":{"Ref":"Bucket"},"Key":"list.csv"}},"ItemBatcher":)"
            R"({"MaxItemsPerBatchPath":"$.most","MaxInputBytesPerBatch":1000,"BatchInput":)"
            R"({"a.$":"$.a"}},"ResultWriter":{"Resource":{"Fn::Sub":)"
            R"("arn:${AWS::Partition}:states:::s3:putObject"},"Parameters":)"
            R"({"Bucket":{"Ref":"Bucket"},"Prefix":"out"}},"ToleratedFailureCount":3,)"
            R"("ToleratedFailurePercentagePath":"$.percent","ItemProcessor":{"ProcessorConfig":)"
            R"({"Mode":"DISTRIBUTED","ExecutionType":"EXPRESS"},"StartAt":"Work","States":)"
            R"({"Work":{"Type":"Pass","End":true}}},"End":true})");
  EXPECT_THAT(statements(), HasSubstr(R"("Action":"s3:GetObject","Resource":{"Fn::Sub":)"
                                      R"("${Bucket.Arn}/list.csv*"}})"));
  EXPECT_EQ(
      resource("MDistributedMapPolicy"),
      R"({"Type":"AWS::IAM::Policy","Properties":{"PolicyDocument":{"Version":"2012-10-17",)"
      R"("Statement":[{"Effect":"Allow","Action":"states:StartExecution","Resource":{"Ref":"M"}},)"
      R"({"Effect":"Allow","Action":["states:DescribeExecution","states:StopExecution"],)"
      R"("Resource":{"Fn::Sub":"arn:${AWS::Partition}:states:${AWS::Region}:${AWS::AccountId}:)"
      R"(execution:${M.Name}:*"}},{"Effect":"Allow","Action":"states:RedriveExecution",)"
      R"("Resource":{"Fn::Sub":"arn:${AWS::Partition}:states:${AWS::Region}:${AWS::AccountId}:)"
      R"(execution:${M.Name}/*:*"}}]},"PolicyName":{"Fn::Sub":"${M.Name}-maps"},)"
      R"("Roles":[{"Ref":"MRole"}]}})");
}

TEST_F(TaskCallsTest, items_are_read_from_files_of_all_kinds) {
  auto& bucket = stack.add(BucketProps{.id = "Bucket"});
  StateMachine& m = jsonata();
  auto& start = m.add(PassStateProps{.id = "Begin"});
  StateChain chain = start;
  int count = 0;
  for (const ItemReader& reader :
       {ItemReader::objects(bucket, "in/"), ItemReader::json(bucket, "a.json"),
        ItemReader::json_lines(bucket, "a.jsonl"), ItemReader::parquet(bucket, "a.parquet"),
        ItemReader::csv(bucket, "a.csv")}) {
    const std::string name = "Map" + std::to_string(++count);
    auto& each =
        m.add(MapStateProps{.id = name, .distributed = DistributedMap{.item_reader = reader}});
    each.add(PassStateProps{.id = "Work" + std::to_string(count)});
    chain = chain.next(each);
  }
  EXPECT_THAT(state("Map1"), HasSubstr(R"("ItemReader":{"Resource":{"Fn::Sub":)"
                                       R"("arn:${AWS::Partition}:states:::s3:listObjectsV2"},)"
                                       R"("Arguments":{"Bucket":{"Ref":"Bucket"},)"
                                       R"("Prefix":"in/"}})"));
  EXPECT_THAT(state("Map2"), HasSubstr(R"("ReaderConfig":{"InputType":"JSON"})"));
  EXPECT_THAT(state("Map3"), HasSubstr(R"("ReaderConfig":{"InputType":"JSONL"})"));
  EXPECT_THAT(state("Map4"), HasSubstr(R"("ReaderConfig":{"InputType":"PARQUET"})"));
  EXPECT_THAT(state("Map5"), HasSubstr(R"("CSVHeaderLocation":"FIRST_ROW"})"));
}

TEST_F(TaskCallsTest, patterns_that_a_service_does_not_have_are_refused) {
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

TEST_F(TaskCallsTest, an_express_execution_does_not_wait) {
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

TEST_F(TaskCallsTest, an_express_execution_of_a_map_does_not_wait_either) {
  auto& activity = stack.add(ActivityProps{.id = "Paint"});
  auto& each =
      machine().add(MapStateProps{.id = "V", .distributed = DistributedMap{.express = true}});
  each.add(TaskStateProps{.id = "T", .call = InvokeActivity{.activity = activity}});
  EXPECT_EQ(codes_of(app), "OT3211");
}

TEST_F(TaskCallsTest, a_token_is_handed_on_exactly_when_it_is_waited_for) {
  Queue& to = queue();
  StateMachine& m = machine();
  m.add(TaskStateProps{.id = "T",
                       .call = SqsSendMessage{.message_body = "work", .queue = to},
                       .integration_pattern = IntegrationPattern::wait_for_task_token})
      .next(m.add(TaskStateProps{
          .id = "U", .call = SqsSendMessage{.message_body = {{"t", task_token()}}, .queue = to}}));
  EXPECT_EQ(codes_of(app), "OT3213 OT3214");
}

TEST_F(TaskCallsTest, what_is_wrong_with_a_call_is_found) {
  StateMachine& m = machine();
  const std::int64_t never = 0;
  m.add(TaskStateProps{
       .id = "T",
       .call = AwsCall{.service = "s3", .action = "ListBuckets", .iam_resources = {"*"}},
       .heartbeat = 60,
       .timeout = 60})
      .next(m.add(TaskStateProps{
          .id = "U",
          .call = HttpInvoke{.connection_arn = "arn:aws:events:eu-central-1:1:connection/c/1",
                             .connection_secret_arn = "arn:aws:secretsmanager:eu-central-1:1:s",
                             .endpoint = string_at("$.url")},
          .timeout = never}));
  EXPECT_EQ(codes_of(app), "OT3216 OT3215 OT3217 OT3204");
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

TEST_F(TaskCallsTest, a_call_of_ones_own_takes_part) {
  machine().add(TaskStateProps{.id = "T", .call = Stop{.instance = "i-1"}});
  EXPECT_THAT(state("T"), HasSubstr(R"("Parameters":{"InstanceIds":["i-1"]})"));
}

class ActivityTest : public testing_support::MachineTest {};

TEST_F(ActivityTest, an_activity_is_named_after_its_stack) {
  stack.add(ActivityProps{.id = "Paint"});
  EXPECT_EQ(resource("Paint"), R"({"Type":"AWS::StepFunctions::Activity","Properties":)"
                               R"({"Name":{"Fn::Sub":"${AWS::StackName}-Paint"}}})");
}

TEST_F(ActivityTest, workers_get_the_work_and_the_key) {
  auto& activity = stack.add(ActivityProps{.id = "Paint",
                                           .activity_name = "paint",
                                           .kms_key = "arn:aws:kms:eu-central-1:123456789012:key/k",
                                           .kms_data_key_reuse = 60});
  auto& worker = stack.add(
      RoleProps{.id = "User", .assumed_by = PolicyPrincipal::service("ec2.amazonaws.com")});
  activity.grant_work(worker);
  EXPECT_EQ(properties("Paint"),
            R"({"Name":"paint","EncryptionConfiguration":{"Type":"CUSTOMER_MANAGED_KMS_KEY",)"
            R"("KmsDataKeyReusePeriodSeconds":60,"KmsKeyId":)"
            R"("arn:aws:kms:eu-central-1:123456789012:key/k"}})");
  EXPECT_EQ(object_at(resource("UserDefaultPolicy"), "PolicyDocument"),
            R"({"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":)"
            R"(["states:GetActivityTask","states:SendTaskFailure","states:SendTaskHeartbeat",)"
            R"("states:SendTaskSuccess"],"Resource":{"Ref":"Paint"}},{"Effect":"Allow","Action":)"
            R"(["kms:Decrypt","kms:GenerateDataKey"],"Resource":)"
            R"("arn:aws:kms:eu-central-1:123456789012:key/k","Condition":{"StringEquals":)"
            R"({"kms:EncryptionContext:aws:states:activityArn":{"Ref":"Paint"}}}}]})");
}

TEST_F(ActivityTest, an_activity_that_is_made_elsewhere_is_known_by_its_arn_or_name) {
  auto& by_arn = Activity::from_arn(stack, "ByArn",
                                    "arn:aws:states:eu-central-1:123456789012:activity:paint");
  auto& by_name = Activity::from_name(stack, "ByName", "draw");
  auto& worker = stack.add(
      RoleProps{.id = "User", .assumed_by = PolicyPrincipal::service("ec2.amazonaws.com")});
  by_arn.grant(worker, {"states:DescribeActivity"});
  by_name.grant(worker, {"states:GetActivityTask"});
  EXPECT_THAT(resource("UserDefaultPolicy"), HasSubstr("activity:draw"));
  EXPECT_THAT(resource("UserDefaultPolicy"),
              HasSubstr("arn:aws:states:eu-central-1:123456789012:activity:paint"));
}

TEST_F(ActivityTest, a_resource_of_an_imported_activity_and_a_bad_name_are_refused) {
  const std::string name = "a b";
  stack.add(ActivityProps{.id = "Paint", .activity_name = name});
  static_cast<void>(Activity::from_name(stack, "ByName", "draw").resource());
  EXPECT_EQ(codes_of(app), "OT3228 OT2901");
}

TEST_F(ActivityTest, its_metrics_are_those_of_step_functions) {
  auto& activity = stack.add(ActivityProps{.id = "Paint"});
  for (const Metric& metric :
       {activity.metric_failed(), activity.metric_heartbeat_timed_out(),
        activity.metric_run_time(), activity.metric_schedule_time(), activity.metric_scheduled(),
        activity.metric_started(), activity.metric_succeeded(), activity.metric_time(),
        activity.metric_timed_out()}) {
    EXPECT_NE(&metric.node(), nullptr);
  }
}

}  // namespace
}  // namespace omnitrack
