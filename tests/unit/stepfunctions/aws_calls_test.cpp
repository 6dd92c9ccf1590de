#include "task_test.hpp"
#include <omnitrack/cfn/events.hpp>
#include <omnitrack/dynamodb/table.hpp>

namespace omnitrack {
namespace {

using testing::HasSubstr;
using testing_support::integration;

class AwsCallsTest : public testing_support::TaskTest {
 protected:
  Table& table() { return stack.add(TableProps{.id = "Table", .partition_key = {"pk"}}); }
};

TEST_F(AwsCallsTest, tables_are_read_and_written) {
  Table& items = table();
  StateMachine& m = machine();
  const Map<Json> key = {{"pk", Json::object({{"S", string_at("$.order")}})}};
  auto& get =
      m.add(TaskStateProps{.id = "Get",
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
          .call =
              DynamoUpdateItem{.key = key,
                               .table = items,
                               .update_expression = "SET a = :a",
                               .expression_attribute_values = {{":a", Json::object({{"N", "1"}})}},
                               .return_values = "ALL_NEW"}}))
      .next(m.add(
          TaskStateProps{.id = "Delete", .call = DynamoDeleteItem{.key = key, .table = items}}));
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
  EXPECT_EQ(statements(), R"([{"Effect":"Allow","Action":["dynamodb:GetItem","dynamodb:PutItem",)"
                          R"("dynamodb:UpdateItem","dynamodb:DeleteItem"],"Resource":)"
                          R"({"Fn::GetAtt":["Table","Arn"]}}])");
}

TEST_F(AwsCallsTest, a_model_is_asked) {
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

TEST_F(AwsCallsTest, any_action_of_a_service_is_called) {
  StateMachine& m = machine();
  m
      .add(TaskStateProps{
          .id = "T",
          .call = AwsCall{.service = "s3",
                          .action = "listObjectsV2",
                          .iam_resources = {"arn:aws:s3:::photos"},
                          .parameters = {{"Bucket", "photos"}, {"Prefix", string_at("$.prefix")}}},
      })
      .next(m.add(TaskStateProps{
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

TEST_F(AwsCallsTest, the_right_to_an_action_can_be_named) {
  machine().add(TaskStateProps{.id = "T",
                               .call = AwsCall{.service = "s3",
                                               .action = "copyObject",
                                               .iam_resources = {"*"},
                                               .iam_action = "s3:PutObject"}});
  EXPECT_EQ(statements(), R"([{"Effect":"Allow","Action":"s3:PutObject","Resource":"*"}])");
}

TEST_F(AwsCallsTest, a_host_is_called) {
  machine().add(TaskStateProps{
      .id = "T",
      .call =
          HttpInvoke{
              .connection = ConnectionLink::from_arn(
                  "arn:aws:events:eu-central-1:123456789012:connection/c/1",
                  "arn:aws:secretsmanager:eu-central-1:123456789012:secret:s"),
              .endpoint = "https://api.example.com/orders",
              .headers = {{"X-Kind", "order"}},
              .method = "POST",
              .query_parameters = {{"page", 1}},
              .request_body = {{"id", value_at("$.id")}},
              .url_encode_body = true,
          },
  });
  EXPECT_EQ(state("T"),
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

TEST_F(AwsCallsTest, a_connection_of_the_app_is_given_by_reference) {
  auto& connection = stack.add(cfn::events::ConnectionProps{.id = "Connection"});
  machine().add(
      TaskStateProps{.id = "T",
                     .call = HttpInvoke{.connection = connection,
                                        .endpoint = string_at("$.url"),
                                        .allowed_endpoint = "https://api.example.com/*"}});
  EXPECT_THAT(state("T"), HasSubstr(R"("ApiEndpoint.$":"$.url","Method":"GET","Authentication":)"
                                    R"({"ConnectionArn":{"Fn::GetAtt":["Connection","Arn"]}})"));
  EXPECT_THAT(statements(), HasSubstr(R"("Resource":{"Fn::GetAtt":["Connection","SecretArn"]})"));
}

TEST_F(AwsCallsTest, any_other_integration_is_named) {
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

}  // namespace
}  // namespace omnitrack
