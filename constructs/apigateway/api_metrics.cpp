#include <omnitrack/apigateway/rest_api.hpp>
#include <omnitrack/apigateway/websocket_api.hpp>

namespace omnitrack {

Metric RestApi::metric(std::string_view metric_name) const {
  return MetricProps{.name_space = "AWS/ApiGateway",
                     .metric_name = metric_name,
                     .dimensions = {{"ApiName", resource_.props.name}}};
}

void RestApi::grant_invoke(Grantee& grantee) const {
  grantee.add_to_policy({.actions = {"execute-api:Invoke"}, .resources = {arn_for_execute_api()}});
}

Metric WebSocketApi::metric(std::string_view metric_name) const {
  return MetricProps{.name_space = "AWS/ApiGateway",
                     .metric_name = metric_name,
                     .dimensions = {{"ApiId", id()}, {"Stage", stage_name_}}};
}

}  // namespace omnitrack
