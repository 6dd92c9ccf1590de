#include <string>

#include "made_props.hpp"
#include <omnitrack/cfn/apigatewayv2.hpp>
#include <omnitrack/codes.hpp>
#include <omnitrack/fn.hpp>
#include <omnitrack/logs/log_group.hpp>

namespace omnitrack {

namespace {

using cfn::apigatewayv2::stage::AccessLogSettings;
using cfn::apigatewayv2::stage::RouteSettings;

constexpr std::string_view log_format =
    R"({"requestId":"$context.requestId","ip":"$context.identity.sourceIp",)"
    R"("requestTime":"$context.requestTime","httpMethod":"$context.httpMethod",)"
    R"("path":"$context.path","routeKey":"$context.routeKey","status":"$context.status",)"
    R"("protocol":"$context.protocol","responseLength":"$context.responseLength",)"
    R"("responseLatency":"$context.responseLatency",)"
    R"("integrationError":"$context.integrationErrorMessage"})";

Value<RouteSettings> default_settings(const HttpStageOptions& options) {
  const bool throttles =
      options.throttle.burst_limit.is_set() || options.throttle.rate_limit.is_set();
  if (!throttles && !options.detailed_metrics) return {};
  RouteSettings settings{
      .throttling_burst_limit = options.throttle.burst_limit,
      .throttling_rate_limit = options.throttle.rate_limit,
  };
  if (options.detailed_metrics) settings.detailed_metrics_enabled = true;
  return settings;
}

cfn::apigatewayv2::StageProps stage_props(const Id& id, const MadeHttpStageProps& props) {
  const HttpStageOptions& options = props.options;
  cfn::apigatewayv2::StageProps made{
      .id = id,
      .api_id = props.api.api_id(),
      .stage_name = options.name.value(),
      .default_route_settings = default_settings(options),
      .description = options.description,
  };
  if (options.auto_deploy) made.auto_deploy = true;
  if (options.variables.is_set()) made.stage_variables = options.variables;
  return made;
}

}  // namespace

HttpStage::HttpStage(Attach at, const MadeHttpStageProps& props)
    : Construct(std::move(at)),
      api_(props.api),
      auto_deploy_(props.options.auto_deploy),
      name_(props.options.name.value()),
      resource_(add(stage_props(primary(), props))) {
  const HttpStageOptions& options = props.options;
  if (options.access_logging) {
    Value<std::string> destination = options.access_log.destination.arn();
    if (!destination.is_set()) {
      destination = add(LogGroupProps{.id = child("AccessLog")}).arn_without_streams();
    }
    resource_.props.access_log_settings = AccessLogSettings{
        .destination_arn = destination,
        .format = options.access_log.format.is_set() ? options.access_log.format
                                                     : Value<std::string>(log_format),
    };
  } else if (options.access_log.destination.is_set() || options.access_log.format.is_set()) {
    error(codes::OT3304, "a stage that logs no calls has an `access_log`",
          "leave `access_log` out, or set `access_logging`");
  }
  if (options.name.is_broken()) {
    error(codes::OT3305, "'" + std::string(options.name.text()) + "' is not a name for a stage",
          "use $default, or 1 to 128 letters, digits, underscores and hyphens");
  }
}

Metric HttpStage::metric(std::string_view metric_name) const {
  return MetricProps{.name_space = "AWS/ApiGateway",
                     .metric_name = metric_name,
                     .dimensions = {{"ApiId", api_.api_id()}, {"Stage", name_}}};
}

Value<std::string> HttpStage::url(std::string_view path) const {
  if (name_.literal_text() == "$default") return concat("https://", api_.domain_name(), path);
  return concat("https://", api_.domain_name(), "/", name_, path);
}

}  // namespace omnitrack
