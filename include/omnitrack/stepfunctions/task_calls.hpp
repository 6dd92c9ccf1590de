#pragma once

#include <omnitrack/lambda/function_link.hpp>
#include <omnitrack/stepfunctions/task_state.hpp>

namespace omnitrack::cfn::ecs {
enum class ClusterArn : char;
enum class TaskDefinitionArn : char;
}  // namespace omnitrack::cfn::ecs
namespace omnitrack::cfn::ec2 {
enum class SecurityGroupId : char;
enum class SubnetId : char;
}  // namespace omnitrack::cfn::ec2
namespace omnitrack::cfn::events {
class Connection;  // defined in <omnitrack/cfn/events.hpp>
}

namespace omnitrack {

class Activity;
class Table;

/// A call of a function. Errors of Lambda itself are tried again.
/// https://docs.aws.amazon.com/step-functions/latest/dg/connect-lambda.html
struct LambdaInvoke {
  /// The function, or an alias of it.
  Required<FunctionLink, struct required_function> function;
  /// What the function is told of its caller, Base64.
  Value<std::string> client_context = {};
  /// Whether the function is only started; its result is then not known.
  Bool event = false;
  /// What the function gets; the state's input where it is left out.
  Value<Json> payload = {};
  /// Whether the task's result is what the function returns; else, and with `event` or a token, it
  /// is what Lambda answers, with the status and more around it. Where the task itself says what
  /// becomes of its result, by `result_path`, `output` and their kin, this needs a payload that is
  /// an object or a part of the input, and no `client_context`; else it is an error.
  Bool payload_only = true;
  /// Whether errors of Lambda itself are tried again, 6 times within two minutes.
  /// https://docs.aws.amazon.com/step-functions/latest/dg/sfn-best-practices.html#bp-lambda-serviceexception
  Bool retry_on_service_exceptions = true;

  void write(TaskCallWriter& writer) const;
};

/// A read of an item of a table. Attributes are written as DynamoDB does: `{{"S", "text"}}`.
/// https://docs.aws.amazon.com/step-functions/latest/dg/connect-ddb.html
struct DynamoGetItem {
  /// The key, e.g. `{{"pk", Json::object({{"S", string_at("$.order")}})}}`.
  Required<Map<Json>, struct required_key> key;
  Required<Link<Table>, struct required_table> table;
  /// Whether the newest state is read, at twice the price.
  Bool consistent_read = false;
  /// Names that an expression has in place of attributes' names.
  Map<std::string> expression_attribute_names = {};
  /// What is read of the item; all of it where it is left out.
  Value<std::string> projection_expression = {};

  void write(TaskCallWriter& writer) const;
};

/// A write of a whole item of a table.
struct DynamoPutItem {
  /// The item, e.g. `{{"pk", Json::object({{"S", string_at("$.order")}})}}`.
  Required<Map<Json>, struct required_item> item;
  Required<Link<Table>, struct required_table> table;
  /// What must hold for the write.
  Value<std::string> condition_expression = {};
  /// Names that an expression has in place of attributes' names.
  Map<std::string> expression_attribute_names = {};
  /// Values that an expression has.
  Map<Json> expression_attribute_values = {};
  /// What the result has of the item, e.g. `ALL_OLD`; nothing where it is left out.
  Value<std::string> return_values = {};

  void write(TaskCallWriter& writer) const;
};

/// A change of an item of a table.
struct DynamoUpdateItem {
  /// The key.
  Required<Map<Json>, struct required_key> key;
  Required<Link<Table>, struct required_table> table;
  /// The change, e.g. `SET #s = :s`.
  Required<Value<std::string>, struct required_update_expression> update_expression;
  /// What must hold for the write.
  Value<std::string> condition_expression = {};
  /// Names that an expression has in place of attributes' names.
  Map<std::string> expression_attribute_names = {};
  /// Values that an expression has.
  Map<Json> expression_attribute_values = {};
  /// What the result has of the item, e.g. `ALL_NEW`; nothing where it is left out.
  Value<std::string> return_values = {};

  void write(TaskCallWriter& writer) const;
};

/// A removal of an item of a table.
struct DynamoDeleteItem {
  /// The key.
  Required<Map<Json>, struct required_key> key;
  Required<Link<Table>, struct required_table> table;
  /// What must hold for the removal.
  Value<std::string> condition_expression = {};
  /// Names that an expression has in place of attributes' names.
  Map<std::string> expression_attribute_names = {};
  /// Values that an expression has.
  Map<Json> expression_attribute_values = {};
  /// What the result has of the item, e.g. `ALL_OLD`; nothing where it is left out.
  Value<std::string> return_values = {};

  void write(TaskCallWriter& writer) const;
};

/// A run of a task of ECS.
/// https://docs.aws.amazon.com/step-functions/latest/dg/connect-ecs.html
struct EcsRunTask {
  /// The cluster.
  Required<Value<cfn::ecs::ClusterArn>, struct required_cluster> cluster;
  /// The task definition.
  Required<Value<cfn::ecs::TaskDefinitionArn>, struct required_task_definition> task_definition;
  /// Whether the task has an address of the internet.
  Bool assign_public_ip = false;
  /// What is changed in containers: each with `Name`, and e.g. `Environment` or `Command`.
  List<Json> container_overrides = {};
  /// Whether commands can be run in the containers.
  Bool enable_execute_command = false;
  /// `FARGATE` or `EC2`.
  Value<std::string> launch_type = "FARGATE";
  /// The roles of the task definition, which the state machine hands to ECS: that of the task, and
  /// that by which it is started.
  Items<Link<Role>> pass_roles = {};
  /// The version of Fargate; the latest where it is left out.
  Value<std::string> platform_version = {};
  /// What the tasks get their tags from, e.g. `TASK_DEFINITION`.
  Value<std::string> propagate_tags = {};
  /// The security groups of the task.
  List<cfn::ec2::SecurityGroupId> security_groups = {};
  /// The subnets that it runs in; Fargate needs them.
  List<cfn::ec2::SubnetId> subnets = {};

  void write(TaskCallWriter& writer) const;
};

/// A start of an execution of a state machine, which is waited for with `run_job`.
/// https://docs.aws.amazon.com/step-functions/latest/dg/connect-stepfunctions.html
struct StartExecution {
  Required<Link<StateMachine>, struct required_state_machine> state_machine;
  /// Whether the console can lead from this execution to the other.
  Bool associate_with_parent = true;
  /// The input, as an object; the state's input where it is left out.
  Value<Json> input = {};
  /// The execution's name; made up where it is left out.
  Value<std::string> name = {};

  void write(TaskCallWriter& writer) const;
};

/// A request to a model of Bedrock.
/// https://docs.aws.amazon.com/step-functions/latest/dg/connect-bedrock.html
struct BedrockInvokeModel {
  /// The id of a foundation model, or the ARN of another model.
  Required<Value<std::string>, struct required_model> model;
  /// What is accepted as answer; `application/json` where it is left out.
  Value<std::string> accept = {};
  /// What the model gets, in its own form.
  Value<Json> body = {};
  /// What the body is; `application/json` where it is left out.
  Value<std::string> content_type = {};
  /// The ARN of a guardrail.
  Value<std::string> guardrail_arn = {};
  /// Its version.
  Value<std::string> guardrail_version = {};
  /// Where the body is read from, e.g. `s3://bucket/key`; grant the read.
  Value<std::string> input_uri = {};
  /// Where the answer is written, e.g. `s3://bucket/prefix`; grant the write.
  Value<std::string> output_uri = {};

  void write(TaskCallWriter& writer) const;
};

/// A call of any action of any service, as the AWS SDKs make it.
/// https://docs.aws.amazon.com/step-functions/latest/dg/supported-services-awssdk.html
struct AwsCall {
  /// The service as the SDK for Java calls it, in lower case, e.g. `s3` or `cloudwatchlogs`.
  Required<Text, struct required_service> service;
  /// The action in camel case, e.g. `listBuckets`.
  Required<Text, struct required_action> action;
  /// The resources that the state machine is allowed the action on: ARNs or `*`.
  Required<List<std::string>, struct required_iam_resources> iam_resources;
  /// What the state machine is allowed; `service:Action` where it is left out.
  Value<std::string> iam_action = {};
  /// What the action gets, with keys in Pascal case, e.g. `{{"Bucket", "photos"}}`.
  Value<Json> parameters = {};

  void write(TaskCallWriter& writer) const;
};

/// A connection of EventBridge, which keeps the credentials of calls.
class ConnectionLink {
 public:
  /// A typed resource.
  ConnectionLink(const cfn::events::Connection& connection);
  /// A connection that is made elsewhere, with the secret that it keeps.
  static ConnectionLink from_arn(const Value<std::string>& arn,
                                 const Value<std::string>& secret_arn) {
    return {arn, secret_arn};
  }

  /// Its ARN.
  [[nodiscard]] const Value<std::string>& arn() const { return arn_; }
  /// The ARN of its secret.
  [[nodiscard]] const Value<std::string>& secret_arn() const { return secret_arn_; }

 private:
  ConnectionLink(const Value<std::string>& arn, const Value<std::string>& secret_arn)
      : arn_(arn), secret_arn_(secret_arn) {}
  Value<std::string> arn_;
  Value<std::string> secret_arn_;
};

/// A request to any host over HTTPS, whose credentials a connection of EventBridge keeps.
/// https://docs.aws.amazon.com/step-functions/latest/dg/call-https-apis.html
struct HttpInvoke {
  /// The connection with the credentials.
  Required<ConnectionLink, struct required_connection> connection;
  /// The URL, e.g. `https://api.example.com/orders`; also a path or an expression.
  Required<Value<std::string>, struct required_endpoint> endpoint;
  /// The URLs that the state machine may call, with `*` for any characters; `endpoint` where it is
  /// left out and known.
  Value<std::string> allowed_endpoint = {};
  /// More headers.
  Value<Json> headers = {};
  /// The method.
  Text method = "GET";
  /// The parameters of the URL.
  Value<Json> query_parameters = {};
  /// The body.
  Value<Json> request_body = {};
  /// Whether the body is sent as a form in place of JSON.
  Bool url_encode_body = false;

  void write(TaskCallWriter& writer) const;
};

/// Work for whoever asks the activity for it.
/// https://docs.aws.amazon.com/step-functions/latest/dg/concepts-activities.html
struct InvokeActivity {
  Required<Link<Activity>, struct required_activity> activity;
  /// What the worker gets; the state's input where it is left out.
  Value<Json> parameters = {};

  void write(TaskCallWriter& writer) const;
};

/// A call by an integration that has no type of its own here, such as `glue:startJobRun` or
/// `batch:submitJob`.
/// https://docs.aws.amazon.com/step-functions/latest/dg/integrate-optimized.html
struct ServiceCall {
  /// The integration with its pattern, as it follows `arn:aws:states:::`, e.g.
  /// `glue:startJobRun.sync`.
  Required<Text, struct required_integration> integration;
  /// The rule of EventBridge that Step Functions keeps to learn of the end of a job, e.g.
  /// `StepFunctionsGetEventsForBatchJobsRule`; none where it is left out.
  Text managed_rule = {};
  /// What the service gets.
  Value<Json> parameters = {};
  /// What the state machine is allowed.
  Items<PolicyStatement> policy = {};

  void write(TaskCallWriter& writer) const;
};

}  // namespace omnitrack
