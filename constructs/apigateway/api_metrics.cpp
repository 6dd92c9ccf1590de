#include "../imported.hpp"
#include <omnitrack/apigateway/rest_api.hpp>
#include <omnitrack/apigateway/websocket_api.hpp>

namespace omnitrack {

Metric RestApi::metric(std::string_view metric_name) const {
  if (!name_.is_set()) refuse_of_imported(*this, "its metrics without `name`");
  return MetricProps{
      .name_space = "AWS/ApiGateway",
      .metric_name = metric_name,
      .dimensions = {
          {"ApiName", resource_ != nullptr ? Value<std::string>(resource_->props.name) : name_}}};
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
