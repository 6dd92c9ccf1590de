#include "stack.hpp"

namespace omnitrack::app {

Logs add_logs(Stack& stack, const Config& config) {
  const std::string& prefix = config.name_prefix;
  const auto add = [&](const Id& id, const std::string& name) -> LogGroup& {
    return stack.add(LogGroupProps{
        .id = id,
        .name = name,
        .removal_policy = RemovalPolicy::destroy,
        .retention = config.retention_days,
    });
  };
  LogGroup& api_access = add("ApiGatewayAccessLogs", "/aws/apigateway/" + prefix + "-api");
  LogGroup& web_socket = add("WebSocketAccessLogs", "/aws/apigateway/" + prefix + "-websocket");
  const LogGroup& application = add("ApplicationLogGroup", "/aws/" + prefix + "/application");
  LogGroup& functions = add("LambdaLogGroup", "/aws/lambda/" + prefix);
  add_export(stack, config, "ApplicationLogGroupName", "App log group", "AppLogGroup",
             application.name());
  return {api_access, web_socket, functions};
}

}  // namespace omnitrack::app
