#include <algorithm>
#include <new>

#include "http_integration_data.hpp"
#include <omnitrack/apigatewayv2/vpc_link.hpp>
#include <omnitrack/events/event_bus.hpp>
#include <omnitrack/fn.hpp>
#include <omnitrack/kinesis/data_stream.hpp>
#include <omnitrack/sqs/queue.hpp>
#include <omnitrack/stepfunctions/state_machine.hpp>

namespace omnitrack {

namespace {

// A part of an ARN, by its index from 0.
Value<std::string> part_of_arn(const Value<std::string>& arn, std::int64_t index) {
  if (!arn.is_literal_text()) return fn::select(index, fn::split(":", arn));
  std::string_view rest = arn.literal_text();
  for (; index > 0; --index) rest.remove_prefix(std::min(rest.find(':'), rest.size() - 1) + 1);
  return rest.substr(0, rest.find(':'));
}

// https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-queue-message-identifiers.html
Value<std::string> url_of_queue(const Value<std::string>& arn) {
  const std::string_view suffix =
      arn.literal_text().starts_with("arn:aws-cn:") ? "amazonaws.com.cn" : "amazonaws.com";
  return concat("https://sqs.", part_of_arn(arn, 3), ".", suffix, "/", part_of_arn(arn, 4), "/",
                part_of_arn(arn, 5));
}

Value<std::string> name_of_stream(const Value<std::string>& arn) {
  if (!arn.is_literal_text()) return fn::select(1, fn::split("/", arn));
  const std::string_view text = arn.literal_text();
  return text.substr(text.rfind('/') + 1);
}

HttpServiceCall start_of_execution(const EventTarget& target) {
  return {
      .action = "StepFunctions-StartExecution",
      .parameters = {{"StateMachineArn", target.event_target_arn()}, {"Input", "$request.body"}},
      .target = target};
}

}  // namespace

HttpRouteIntegration::HttpRouteIntegration(const HttpIntegrationData& data)
    : data_(new (detail::allocate(sizeof(HttpIntegrationData), alignof(HttpIntegrationData)))
                HttpIntegrationData(data)) {}

HttpRouteIntegration::HttpRouteIntegration(const Function& function)
    : HttpRouteIntegration(HttpIntegrationData{.function = function}) {}

HttpRouteIntegration::HttpRouteIntegration(const FunctionAlias& alias)
    : HttpRouteIntegration(HttpIntegrationData{.function = alias}) {}

HttpRouteIntegration HttpRouteIntegration::function(const FunctionLink& function,
                                                    const HttpIntegrationOptions& options) {
  return HttpIntegrationMaker::make({.options = options, .function = function});
}

HttpRouteIntegration HttpRouteIntegration::url(const Value<std::string>& url, HttpMethod method,
                                               const HttpIntegrationOptions& options) {
  return HttpIntegrationMaker::make(
      {.kind = HttpIntegrationData::Kind::url, .options = options, .uri = url, .method = method});
}

HttpRouteIntegration HttpRouteIntegration::in_vpc(const VpcLink& link,
                                                  const Value<std::string>& target_arn,
                                                  HttpMethod method,
                                                  const HttpIntegrationOptions& options) {
  return HttpIntegrationMaker::make({.kind = HttpIntegrationData::Kind::in_vpc,
                                     .options = options,
                                     .uri = target_arn,
                                     .method = method,
                                     .connection_id = link.vpc_link_id()});
}

HttpRouteIntegration HttpRouteIntegration::service(const HttpServiceCall& call,
                                                   const HttpIntegrationOptions& options) {
  return HttpIntegrationMaker::make({.kind = HttpIntegrationData::Kind::service,
                                     .options = options,
                                     .action = call.action,
                                     .parameters = call.parameters,
                                     .region = call.region,
                                     .role = call.role,
                                     .target = call.target});
}

HttpRouteIntegration HttpRouteIntegration::queue(const Queue& queue,
                                                 const HttpIntegrationOptions& options) {
  return service({.action = "SQS-SendMessage",
                  .parameters = {{"QueueUrl", url_of_queue(queue.event_target_arn())},
                                 {"MessageBody", "$request.body"}},
                  .target = queue},
                 options);
}

HttpRouteIntegration HttpRouteIntegration::event_bus(const EventBus& bus,
                                                     const Value<std::string>& source,
                                                     const Value<std::string>& detail_type,
                                                     const HttpIntegrationOptions& options) {
  return service({.action = "EventBridge-PutEvents",
                  .parameters = {{"Detail", "$request.body"},
                                 {"DetailType", detail_type},
                                 {"Source", source},
                                 {"EventBusName", bus.event_target_arn()}},
                  .target = bus},
                 options);
}

HttpRouteIntegration HttpRouteIntegration::state_machine(const StateMachine& state_machine,
                                                         const HttpIntegrationOptions& options) {
  return service(start_of_execution(state_machine), options);
}

HttpRouteIntegration HttpRouteIntegration::state_machine(const StateMachineAlias& alias,
                                                         const HttpIntegrationOptions& options) {
  return service(start_of_execution(alias), options);
}

HttpRouteIntegration HttpRouteIntegration::stream(const DataStream& stream,
                                                  const Value<std::string>& partition_key,
                                                  const HttpIntegrationOptions& options) {
  return service({.action = "Kinesis-PutRecord",
                  .parameters = {{"StreamName", name_of_stream(stream.event_target_arn())},
                                 {"Data", "$request.body"},
                                 {"PartitionKey", partition_key}},
                  .target = stream},
                 options);
}

}  // namespace omnitrack
