#include "stack.hpp"

namespace omnitrack::app {

namespace {

constexpr std::string_view web_socket_log_format =
    R"({"requestId":"$context.requestId","ip":"$context.identity.sourceIp",)"
    R"("requestTime":"$context.requestTime","routeKey":"$context.routeKey",)"
    R"("status":"$context.status"})";

// Left out where any origin may call.
List<std::string> allowed_origins(const Config& config) {
  return config.allows_any_origin() ? List<std::string>() : List<std::string>(config.cors_origins);
}

RestApi& add_rest_api(Stack& stack, const Config& config, const LogGroup& access_logs,
                      const Link<const ApiGatewayAccount>& account) {
  RestApi& api = stack.add(RestApiProps{
      .id = "RestApi",
      .account = account,
      .cors = ApiCors{.allow_credentials = true,
                      .allow_methods = HttpMethods::all(),
                      .allow_origins = allowed_origins(config)},
      .make_account = false,
      .name = config.name("api"),
      .stage = {.access_log = {.destination = access_logs},
                .data_trace = true,
                .log_level = ApiLogLevel::info,
                .metrics = true,
                .name = "prod",
                .tracing = true},
  });
  for (const char* path :
       {"auth", "digital-twin", "scenarios", "alerts", "marketplace", "sustainability"}) {
    api.root().add_resource(std::string_view(path));
  }
  add_export(stack, config, "RestApiUrl", "REST API endpoint", "RestApiUrl", api.url());
  add_export(stack, config, "RestApiId", "REST API ID", "RestApiId", api.id());
  return api;
}

void add_web_socket_api(Stack& stack, const Config& config, const LogGroup& access_logs,
                        const Link<const ApiGatewayAccount>& account) {
  const WebSocketApi& api = stack.add(WebSocketApiProps{
      .id = "WebSocketApi",
      .account = account,
      .make_account = false,
      .name = config.name("websocket-api"),
      .route_selection_expression = "$request.body.action",
      .stage = {.access_log = {.destination = access_logs, .format = web_socket_log_format},
                .auto_deploy = true,
                .data_trace = true,
                .log_level = ApiLogLevel::info,
                .name = "prod",
                .throttle = {.burst_limit = 5000, .rate_limit = 2000}},
  });
  add_export(stack, config, "WebSocketApiId", "WebSocket API ID", "WebSocketApiId", api.id());
  add_export(stack, config, "WebSocketApiUrl", "WebSocket endpoint", "WebSocketApiUrl", api.url());
}

}  // namespace

RestApi& add_apis(Stack& stack, const Config& config, const Logs& logs) {
  Link<const ApiGatewayAccount> account;
  if (config.api_gateway_account) {
    account = stack.add(ApiGatewayAccountProps{.id = "ApiGatewayAccount"});
  }
  RestApi& api = add_rest_api(stack, config, logs.api_access, account);
  add_web_socket_api(stack, config, logs.web_socket_access, account);
  return api;
}

}  // namespace omnitrack::app
