#include "gateway.hpp"

#include <string>

#include <omnitrack/cfn/lambda.hpp>
#include <omnitrack/codes.hpp>
#include <omnitrack/fn.hpp>
#include <omnitrack/logs/log_group.hpp>

namespace omnitrack {

AccessLogDestination::AccessLogDestination(const LogGroup& log_group)
    : arn_(log_group.arn_without_streams()) {}

AccessLogDestination AccessLogDestination::firehose(const Value<std::string>& arn) {
  AccessLogDestination destination;
  destination.arn_ = arn;
  return destination;
}

}  // namespace omnitrack

namespace omnitrack::apigateway {

Value<std::string> invocation_uri(const Stack& stack, const FunctionLink& function) {
  return concat("arn:", stack.partition(), ":apigateway:", stack.region(),
                ":lambda:path/2015-03-31/functions/", function.arn(), "/invocations");
}

void allow_invoke(Construct& parent, const Id& id, const FunctionLink& function,
                  const Value<std::string>& source_arn) {
  parent.add(cfn::lambda::PermissionProps{
      .id = id,
      .action = "lambda:InvokeFunction",
      .function_name = function.arn(),
      .principal = "apigateway.amazonaws.com",
      .source_arn = source_arn,
  });
}

Value<std::string> domain_of(const Stack& stack, const Value<std::string>& api_id) {
  return concat(api_id, ".execute-api.", stack.region(), ".", stack.url_suffix());
}

std::string_view text_of(ApiLogLevel level) {
  constexpr std::string_view texts[] = {"OFF", "ERROR", "INFO"};
  return texts[static_cast<std::size_t>(level)];
}

Value<std::string> joined(const List<std::string>& texts, std::string_view separator) {
  const Node& node = texts.node();
  if (node.kind != NodeKind::list) return fn::join(separator, texts);
  Value<std::string> all = "";
  for (std::uint32_t i = 0; i < node.size; ++i) {
    all = concat(all, i == 0 ? std::string_view{} : separator,
                 Value<std::string>::from_node(node.items[i]));
  }
  return all;
}

namespace {

// https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html
void check_format(const Construct& api, const ApiAccessLog& log) {
  if (!log.format.is_set()) return;
  if (!log.destination.is_set()) {
    api.error(codes::OT2705, "the access log has a format but no destination",
              "give a log group as the destination");
  }
  if (!log.format.is_literal_text()) return;
  const std::string_view format = log.format.literal_text();
  const bool has_request_id = format.find("$context.requestId") != std::string_view::npos ||
                              format.find("$context.extendedRequestId") != std::string_view::npos;
  if (!has_request_id || format.find('\n') != std::string_view::npos) {
    api.error(codes::OT2705,
              has_request_id ? "the format of the access log has more than one line"
                             : "the format of the access log lacks the id of the request",
              "API Gateway takes one line with $context.requestId or $context.extendedRequestId");
  }
}

}  // namespace

void check_stage(const Construct& api, const StageLogging& logging) {
  if (logging.stage_name.is_broken()) {
    api.error(codes::OT2704,
              "'" + std::string(logging.stage_name.text()) + "' cannot be the name of a stage",
              "a name has 1 to 128 letters, digits, underscores and hyphens");
  } else if (!logging.stage_name.is_set()) {
    api.error(codes::OT2704, "the stage has no name", "leave the name out, and it is prod");
  }
  check_format(api, logging.access_log);
  if (logging.data_trace && logging.level == ApiLogLevel::off) {
    api.warning(codes::OT2710, "whole requests are to be logged, but the log level is off",
                "set the log level to info or error, or leave data_trace out");
  }
}

const ApiGatewayAccount* logging_account(Construct& parent, const Id& id,
                                         const StageLogging& logging,
                                         const Link<const ApiGatewayAccount>& given,
                                         bool make_account, const Construct& api) {
  const bool logs = logging.level != ApiLogLevel::off || logging.access_log.destination.is_set();
  if (!logs || given.is_set() || !make_account) return logs ? given.get() : nullptr;
  auto& made = parent.add(ApiGatewayAccountProps{.id = id});
  // The setting can be made only where the account has an API already.
  // https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-account.html
  made.resource().depends_on(api);
  return &made;
}

}  // namespace omnitrack::apigateway
