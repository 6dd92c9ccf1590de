#pragma once

#include <omnitrack/apigateway/account.hpp>
#include <omnitrack/apigateway/stage.hpp>
#include <omnitrack/lambda/function_link.hpp>
#include <omnitrack/stack.hpp>

/// What REST and WebSocket APIs have in common.
namespace omnitrack::apigateway {

/// The address that API Gateway calls a function at.
Value<std::string> invocation_uri(const Stack& stack, const FunctionLink& function);

/// Lets API Gateway call a function for one ARN of an API.
void allow_invoke(Construct& parent, const Id& id, const FunctionLink& function,
                  const Value<std::string>& source_arn);

/// The domain of an API: `ID.execute-api.REGION.SUFFIX`.
Value<std::string> domain_of(const Stack& stack, const Value<std::string>& api_id);

/// `OFF`, `ERROR` or `INFO`.
std::string_view text_of(ApiLogLevel level);

/// Texts joined by a separator, when the app runs where that can be.
Value<std::string> joined(const List<std::string>& texts, std::string_view separator);

/// What decides whether a stage logs.
struct StageLogging {
  const ApiAccessLog& access_log;
  bool data_trace;
  ApiLogLevel level;
  const ApiStageName& stage_name;
};

/// Reports what is wrong with a stage's name and logging.
void check_stage(const Construct& api, const StageLogging& logging);

/// The account's logging role for a stage that logs: the given one, or where `make_account` is set
/// one made at `parent`, which waits for `api`; null where there is none.
const ApiGatewayAccount* logging_account(Construct& parent, const Id& id,
                                         const StageLogging& logging,
                                         const Link<const ApiGatewayAccount>& given,
                                         bool make_account,
                                         const Construct& api);

}  // namespace omnitrack::apigateway
