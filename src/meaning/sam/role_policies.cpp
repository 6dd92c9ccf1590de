#include <algorithm>
#include <array>
#include <string>

#include "meaning/sam/policies.hpp"
#include "meaning/sam/values.hpp"

namespace omnitrack::meaning::sam {

using tmpl::Builder;
using tmpl::Member;
using tmpl::Node;

namespace {

/// The managed policy with which a function may read what an event of a type comes from; empty
/// where it needs none.
// https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html
std::string_view policy_of_event(std::string_view type) {
  using Row = std::pair<std::string_view, std::string_view>;
  static constexpr auto policies =
      std::to_array<Row>({{"DynamoDB", "service-role/AWSLambdaDynamoDBExecutionRole"},
                          {"Kinesis", "service-role/AWSLambdaKinesisExecutionRole"},
                          {"MSK", "service-role/AWSLambdaMSKExecutionRole"},
                          {"SQS", "service-role/AWSLambdaSQSQueueExecutionRole"}});
  const auto found = std::ranges::find(policies, type, &Row::first);
  return found == policies.end() ? std::string_view() : found->second;
}

std::string_view action_of(std::string_view destination) {
  return destination == "SNS"           ? "sns:Publish"
         : destination == "SQS"         ? "sqs:SendMessage"
         : destination == "EventBridge" ? "events:PutEvents"
                                        : "lambda:InvokeFunction";
}

std::string_view text_at(const Node& properties, const std::string& way) {
  const Node* value = value_at(&properties, way);
  return value == nullptr ? std::string_view() : value->text();
}

}  // namespace

void add_policies_of_function(Expander& expander, const Node& properties,
                              std::span<const std::string_view> event_types, std::uint32_t at,
                              RolePolicies& made) {
  add_managed(expander, "service-role/AWSLambdaBasicExecutionRole", at, made);
  if (is_given(properties.find("VpcConfig"))) {
    add_managed(expander, "service-role/AWSLambdaVPCAccessExecutionRole", at, made);
  }
  const Node* tracing = properties.find("Tracing");
  if (is_given(tracing) && tracing->text() != "Disabled") {
    add_managed(expander, "AWSXRayDaemonWriteAccess", at, made);
  }
  for (const std::string_view each : event_types) {
    const std::string_view policy = policy_of_event(each);
    if (!policy.empty()) add_managed(expander, policy, at, made);
  }
  const auto add = [&](std::string_view action, const std::string& way) {
    const Node* on = value_at(&properties, way);
    if (is_given(on)) add_right(expander, action, *on, at, made);
  };
  add(action_of(text_at(properties, "DeadLetterQueue/Type")), "DeadLetterQueue/TargetArn");
  for (const std::string_view outcome : {"OnSuccess", "OnFailure"}) {
    const std::string way = std::string("EventInvokeConfig/DestinationConfig/").append(outcome);
    const std::string_view type = text_at(properties, way + "/Type");
    if (!type.empty()) add(action_of(type), way + "/Destination");
  }
}

void write_role_of_event(Expander& expander, bool is_function, std::string_view event_type,
                         const Node& starts, Draft& role) {
  const std::uint32_t at = role.source->key_begin;
  RolePolicies made;
  add_right(expander, is_function ? "lambda:InvokeFunction" : "states:StartExecution", starts, at,
            made);
  const std::string_view service = event_type == "ScheduleV2" ? "scheduler.amazonaws.com"
                                   : event_type == "Api"      ? "apigateway.amazonaws.com"
                                                              : "events.amazonaws.com";
  std::erase_if(role.properties, [](const Member& each) {
    return each.key() == "Policies" || each.key() == "AssumeRolePolicyDocument";
  });
  for (const Member& each : members_of(expander, made, at)) role.properties.push_back(each);
  role.properties.push_back(
      Builder::member("AssumeRolePolicyDocument", at, trust_of(expander, service, at)));
}

}  // namespace omnitrack::meaning::sam
