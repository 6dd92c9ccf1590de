#include "omnitrack/iot/topic_rule.hpp"

#include <string>

#include <omnitrack/cfn/iot.hpp>
#include <omnitrack/codes.hpp>
#include <omnitrack/dynamodb/table.hpp>
#include <omnitrack/fn.hpp>
#include <omnitrack/iam/role.hpp>
#include <omnitrack/kinesis/data_stream.hpp>
#include <omnitrack/kinesisfirehose/delivery_stream.hpp>
#include <omnitrack/lambda/any_function.hpp>
#include <omnitrack/logs/log_group.hpp>
#include <omnitrack/s3/bucket.hpp>
#include <omnitrack/sns/topic.hpp>
#include <omnitrack/sqs/queue.hpp>
#include <omnitrack/stepfunctions/state_machine.hpp>

namespace omnitrack {

namespace {

namespace l1 = cfn::iot::topic_rule;
using ActionKind = TopicRuleAction::Kind;

// The part of a topic before what is known when a message comes.
Value<std::string> topics_of(const Value<std::string>& mqtt_topic) {
  if (!mqtt_topic.is_literal_text()) return mqtt_topic;
  // A topic that begins with a dollar is written with two.
  std::string text(mqtt_topic.literal_text());
  if (text.starts_with("$$")) text.erase(0, 1);
  const std::size_t found = text.find("${");
  return found == std::string::npos ? text : text.substr(0, found) + "*";
}

l1::Action written_action(const TopicRuleAction& action, const Role& role) {
  switch (action.kind()) {
    case ActionKind::bucket:
      return {.s3 = l1::S3Action{.bucket_name = action.target<Bucket>().name(),
                                 .key = action.text(),
                                 .role_arn = role.arn()}};
    case ActionKind::delivery_stream:
      return {.firehose =
                  l1::FirehoseAction{.delivery_stream_name = action.target<DeliveryStream>().name(),
                                     .role_arn = role.arn(),
                                     .separator = action.text()}};
    case ActionKind::log_group:
      return {.cloudwatch_logs = l1::CloudwatchLogsAction{
                  .log_group_name = action.target<LogGroup>().name(), .role_arn = role.arn()}};
    case ActionKind::queue:
      return {.sqs =
                  l1::SqsAction{.queue_url = action.target<Queue>().url(), .role_arn = role.arn()}};
    case ActionKind::republish:
      return {.republish = l1::RepublishAction{.role_arn = role.arn(), .topic = action.text()}};
    case ActionKind::state_machine:
      return {
          .step_functions = l1::StepFunctionsAction{
              .role_arn = role.arn(), .state_machine_name = action.target<StateMachine>().name()}};
    case ActionKind::stream:
      return {.kinesis = l1::KinesisAction{.role_arn = role.arn(),
                                           .stream_name = action.target<DataStream>().name(),
                                           .partition_key = action.text()}};
    case ActionKind::table:
      return {.dynamo_db_v2 = l1::DynamoDBv2Action{
                  .put_item = l1::PutItemInput{.table_name = action.target<Table>().name()},
                  .role_arn = role.arn()}};
    case ActionKind::topic:
      return {.sns = l1::SnsAction{.role_arn = role.arn(),
                                   .target_arn = action.target<Topic>().arn(),
                                   .message_format = l1::SnsAction::MessageFormat::raw}};
    case ActionKind::function:
      break;
  }
  return {};
}

// https://docs.aws.amazon.com/iot/latest/developerguide/iot-create-role.html
void give_rights(const TopicRuleAction& action, Role& role, const Stack& stack) {
  switch (action.kind()) {
    case ActionKind::bucket:
      action.target<Bucket>().grant_put(role);
      break;
    case ActionKind::delivery_stream:
      action.target<DeliveryStream>().grant_put_records(role);
      break;
    case ActionKind::log_group:
      action.target<LogGroup>().grant(
          role, {"logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"});
      break;
    case ActionKind::queue:
      action.target<Queue>().grant_send_messages(role);
      break;
    case ActionKind::republish:
      role.add_to_policy(
          {.actions = {"iot:Publish"},
           .resources = {stack.arn("iot", concat("topic/", topics_of(action.text())))}});
      break;
    case ActionKind::state_machine:
      action.target<StateMachine>().grant_start_execution(role);
      break;
    case ActionKind::stream:
      action.target<DataStream>().grant_write(role);
      break;
    case ActionKind::table:
      action.target<Table>().grant(role, {"dynamodb:PutItem"});
      break;
    case ActionKind::topic:
      action.target<Topic>().grant_publish(role);
      break;
    case ActionKind::function:
      break;
  }
}

}  // namespace

TopicRule::TopicRule(Attach at, const TopicRuleProps& props)
    : Construct(std::move(at)), resource_(make_resource(props)) {
  const auto permit = [this](const TopicRuleAction& action, const std::string& id) {
    if (action.kind() != ActionKind::function) return;
    action.target<AnyFunction>().add_permission(
        std::string(this->id()) + id, PolicyPrincipal::service("iot.amazonaws.com"), arn());
  };
  for (const TopicRuleAction& each : props.actions) permit(each, "Rule");
  if (props.error_action) permit(*props.error_action, "RuleError");
  if (props.actions.size() >= 1 && props.actions.size() <= 10) return;
  error(codes::OT2113, "a rule does " + std::to_string(props.actions.size()) + " things",
        "give 1 to 10 actions");
}

cfn::iot::TopicRule& TopicRule::make_resource(const TopicRuleProps& props) {
  const auto action_of = [this](const TopicRuleAction& action) -> l1::Action {
    if (action.kind() == ActionKind::function) {
      return {.lambda = l1::LambdaAction{.function_arn = action.target<AnyFunction>().arn()}};
    }
    give_rights(action, role(), stack());
    return written_action(action, role());
  };
  List<l1::Action> actions;
  for (const TopicRuleAction& each : props.actions) actions.add(action_of(each));
  l1::TopicRulePayload payload{
      .actions = actions,
      .sql = props.sql,
      .aws_iot_sql_version = props.sql_version,
      .description = props.description,
      .rule_disabled = !props.enabled,
  };
  if (props.error_action) payload.error_action = action_of(*props.error_action);
  return add(cfn::iot::TopicRuleProps{
      .id = primary(), .topic_rule_payload = payload, .rule_name = props.name});
}

Role& TopicRule::role() {
  if (role_ == nullptr) {
    role_ = &add(RoleProps{
        .id = child("Role"),
        .assumed_by = PolicyPrincipal::service("iot.amazonaws.com"),
        .assume_conditions = {{"StringEquals",
                               Json::object({{"aws:SourceAccount", stack().account()}})}},
    });
  }
  return *role_;
}

Metric TopicRule::metric(std::string_view metric_name) const {
  return MetricProps{.name_space = "AWS/IoT",
                     .metric_name = metric_name,
                     .dimensions = {{"RuleName", name()}},
                     .statistic = "Sum"};
}

Value<std::string> TopicRule::name() const { return resource_.ref(); }

Value<std::string> TopicRule::arn() const { return resource_.attr_arn(); }

}  // namespace omnitrack
