#include <string>

#include <omnitrack/cfn/events.hpp>
#include <omnitrack/codes.hpp>
#include <omnitrack/dynamodb/table.hpp>
#include <omnitrack/fn.hpp>
#include <omnitrack/iam/role.hpp>
#include <omnitrack/stepfunctions/activity.hpp>
#include <omnitrack/stepfunctions/task_calls.hpp>

namespace omnitrack {

namespace {

Value<Json> if_true(const Bool& condition) { return condition ? Value<Json>(true) : Value<Json>(); }

void write_dynamo_call(TaskCallWriter& writer, Table& table, std::string_view action,
                       std::string_view right) {
  writer.integration(concat("dynamodb:", action).literal_text(), false, false);
  writer.argument("TableName", table.name());
  table.grant(writer.grantee(), {right});
}

/// How IAM calls a service that the SDK calls otherwise.
/// https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
struct ServiceName {
  std::string_view sdk;
  std::string_view iam;
};
constexpr ServiceName service_names[] = {
    {"apigatewayv2", "apigateway"},
    {"applicationautoscaling", "application-autoscaling"},
    {"bedrockruntime", "bedrock"},
    {"cloudwatchlogs", "logs"},
    {"cognitoidentity", "cognito-identity"},
    {"cognitoidentityprovider", "cognito-idp"},
    {"costexplorer", "ce"},
    {"efs", "elasticfilesystem"},
    {"elasticloadbalancingv2", "elasticloadbalancing"},
    {"emr", "elasticmapreduce"},
    {"emrserverless", "emr-serverless"},
    {"eventbridge", "events"},
    {"mwaa", "airflow"},
    {"opensearch", "es"},
    {"rdsdata", "rds-data"},
    {"redshiftdata", "redshift-data"},
    {"sesv2", "ses"},
    {"sfn", "states"},
};

/// An action that IAM calls otherwise than the SDK.
/// https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html
constexpr ServiceName action_names[] = {
    {"lambda:Invoke", "lambda:InvokeFunction"},
    {"s3:CreateMultipartUpload", "s3:PutObject"},
    {"s3:DeleteObjects", "s3:DeleteObject"},
    {"s3:HeadBucket", "s3:ListBucket"},
    {"s3:HeadObject", "s3:GetObject"},
    {"s3:ListBuckets", "s3:ListAllMyBuckets"},
    {"s3:ListObjectVersions", "s3:ListBucketVersions"},
    {"s3:ListObjects", "s3:ListBucket"},
    {"s3:ListObjectsV2", "s3:ListBucket"},
    {"s3:UploadPart", "s3:PutObject"},
};

template <std::size_t n>
std::string_view iam_name(const ServiceName (&names)[n], std::string_view sdk) {
  for (const ServiceName& each : names) {
    if (each.sdk == sdk) return each.iam;
  }
  return sdk;
}

std::string iam_action_of(std::string_view service, std::string_view action) {
  std::string name(iam_name(service_names, service));
  name.append(":").append(action);
  char& first = name[name.size() - action.size()];
  if (!action.empty() && detail::is_lower(first)) first = static_cast<char>(first - 'a' + 'A');
  return std::string(iam_name(action_names, name));
}

}  // namespace

void DynamoGetItem::write(TaskCallWriter& writer) const {
  write_dynamo_call(writer, *table, "getItem", "dynamodb:GetItem");
  writer.argument("Key", key);
  writer.argument("ConsistentRead", if_true(consistent_read));
  writer.argument("ExpressionAttributeNames", expression_attribute_names);
  writer.argument("ProjectionExpression", projection_expression);
}

void DynamoPutItem::write(TaskCallWriter& writer) const {
  write_dynamo_call(writer, *table, "putItem", "dynamodb:PutItem");
  writer.argument("Item", item);
  writer.argument("ConditionExpression", condition_expression);
  writer.argument("ExpressionAttributeNames", expression_attribute_names);
  writer.argument("ExpressionAttributeValues", expression_attribute_values);
  writer.argument("ReturnValues", return_values);
}

void DynamoUpdateItem::write(TaskCallWriter& writer) const {
  write_dynamo_call(writer, *table, "updateItem", "dynamodb:UpdateItem");
  writer.argument("Key", key);
  writer.argument("UpdateExpression", update_expression);
  writer.argument("ConditionExpression", condition_expression);
  writer.argument("ExpressionAttributeNames", expression_attribute_names);
  writer.argument("ExpressionAttributeValues", expression_attribute_values);
  writer.argument("ReturnValues", return_values);
}

void DynamoDeleteItem::write(TaskCallWriter& writer) const {
  write_dynamo_call(writer, *table, "deleteItem", "dynamodb:DeleteItem");
  writer.argument("Key", key);
  writer.argument("ConditionExpression", condition_expression);
  writer.argument("ExpressionAttributeNames", expression_attribute_names);
  writer.argument("ExpressionAttributeValues", expression_attribute_values);
  writer.argument("ReturnValues", return_values);
}

// https://docs.aws.amazon.com/step-functions/latest/dg/bedrock-iam.html
void BedrockInvokeModel::write(TaskCallWriter& writer) const {
  const Stack& stack = writer.stack();
  writer.integration("bedrock:invokeModel", false, false);
  writer.argument("ModelId", model);
  writer.argument("Accept", accept);
  writer.argument("Body", body);
  writer.argument("ContentType", content_type);
  writer.argument("GuardrailIdentifier", guardrail_arn);
  writer.argument("GuardrailVersion", guardrail_version);
  if (input_uri.is_set()) writer.argument("Input", Json::object({{"S3Uri", input_uri}}));
  if (output_uri.is_set()) writer.argument("Output", Json::object({{"S3Uri", output_uri}}));
  const bool is_id = model.is_literal_text() && !model.literal_text().starts_with("arn:");
  const Value<std::string> arn =
      is_id ? concat("arn:", stack.partition(), ":bedrock:", stack.region(), "::foundation-model/",
                     model)
            : Value<std::string>(model);
  writer.allow({"bedrock:InvokeModel"}, {arn});
  if (guardrail_arn.is_set()) writer.allow({"bedrock:ApplyGuardrail"}, {guardrail_arn});
}

void AwsCall::write(TaskCallWriter& writer) const {
  const std::string name =
      "aws-sdk:" + std::string(service.text()) + ':' + std::string(action.text());
  writer.integration(name, false, true);
  writer.arguments(parameters);
  writer.allow(
      {iam_action.is_set() ? iam_action
                           : Value<std::string>(iam_action_of(service.text(), action.text()))},
      iam_resources);
  const bool is_camel_case = !action.empty() && detail::is_lower(action.text().front());
  if (!is_camel_case) {
    writer.task().error(codes::OT3216, "'" + std::string(action.text()) + "' is not in camel case",
                        "begin the action with a lower-case letter, e.g. listBuckets");
  }
}

ConnectionLink::ConnectionLink(const cfn::events::Connection& connection)
    : arn_(connection.attr_arn()), secret_arn_(connection.attr_secret_arn()) {}

// https://docs.aws.amazon.com/step-functions/latest/dg/call-https-apis.html#http-api-iam
void HttpInvoke::write(TaskCallWriter& writer) const {
  const Stack& stack = writer.stack();
  writer.integration("http:invoke", false, false);
  writer.argument("ApiEndpoint", endpoint);
  writer.argument("Method", method);
  writer.argument("Authentication", Json::object({{"ConnectionArn", connection.arn()}}));
  writer.argument("Headers", headers);
  writer.argument("QueryParameters", query_parameters);
  writer.argument("RequestBody", request_body);
  if (url_encode_body) {
    writer.argument("Transform", Json::object({{"RequestBodyEncoding", "URL_ENCODED"}}));
  }
  const bool is_known = endpoint.is_literal_text() && !endpoint.literal_text().starts_with("{%");
  const Value<std::string> allowed =
      allowed_endpoint.is_set() || !is_known ? allowed_endpoint : Value<std::string>(endpoint);
  if (!allowed.is_set()) {
    writer.task().error(codes::OT3217, "it is not known which URLs the state machine may call",
                        "set `allowed_endpoint`, e.g. https://api.example.com/*");
    return;
  }
  writer.grantee().add_to_policy({
      .actions = {"states:InvokeHTTPEndpoint"},
      .conditions = {{"StringEquals", Json::object({{"states:HTTPMethod", method}})},
                     {"StringLike", Json::object({{"states:HTTPEndpoint", allowed}})}},
      .resources = {stack.arn("states", "stateMachine:*")},
  });
  writer.allow({"events:RetrieveConnectionCredentials"}, {connection.arn()});
  writer.allow({"secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue"},
               {connection.secret_arn()});
}

void ServiceCall::write(TaskCallWriter& writer) const {
  writer.resource(concat("arn:", writer.stack().partition(), ":states:::", integration.text()));
  writer.arguments(parameters);
  for (const PolicyStatement& statement : policy) writer.grantee().add_to_policy(statement);
  if (!managed_rule.empty()) writer.allow_managed_rule(managed_rule);
}

}  // namespace omnitrack
