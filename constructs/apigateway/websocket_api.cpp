#include "omnitrack/apigateway/websocket_api.hpp"

#include <string>

#include "gateway.hpp"
#include <omnitrack/codes.hpp>
#include <omnitrack/fn.hpp>

namespace omnitrack {

using cfn::apigatewayv2::Route;

namespace {

constexpr std::string_view default_key = "$default";

// The ids of the routes that API Gateway names, so that a route of the app may be called `connect`.
std::string_view id_of(std::string_view route_key) {
  if (route_key == "$connect") return "Connect";
  if (route_key == "$disconnect") return "Disconnect";
  return route_key == default_key ? "Default" : route_key;
}

Id beside(std::string_view text, const Construct& construct) { return {text, construct.source()}; }

Value<cfn::apigatewayv2::stage::AccessLogSettings> access_log_settings(const ApiAccessLog& log) {
  if (!log.destination.is_set()) return {};
  return cfn::apigatewayv2::stage::AccessLogSettings{
      .destination_arn = log.destination.arn(),
      .format = log.format.is_set() ? log.format
                                    : R"({"requestId":"$context.requestId",)"
                                      R"("ip":"$context.identity.sourceIp",)"
                                      R"("requestTime":"$context.requestTime",)"
                                      R"("routeKey":"$context.routeKey",)"
                                      R"("status":"$context.status"})",
  };
}

Value<cfn::apigatewayv2::stage::RouteSettings> route_settings(const WebSocketStageOptions& stage) {
  const bool logs = stage.log_level != ApiLogLevel::off;
  const bool throttles = stage.throttle.burst_limit.is_set() || stage.throttle.rate_limit.is_set();
  if (!logs && !throttles && !stage.data_trace && !stage.metrics) return {};
  cfn::apigatewayv2::stage::RouteSettings settings{
      .throttling_burst_limit = stage.throttle.burst_limit,
      .throttling_rate_limit = stage.throttle.rate_limit,
  };
  if (stage.data_trace) settings.data_trace_enabled = true;
  if (stage.metrics) settings.detailed_metrics_enabled = true;
  if (logs) settings.logging_level = apigateway::text_of(stage.log_level);
  return settings;
}

void check_selection(const Construct& api, const Value<std::string>& expression) {
  if (!expression.is_literal_text()) return;
  const std::string_view text = expression.literal_text();
  if (text.starts_with("$request.") || text.starts_with("${request.")) return;
  api.error(codes::OT2806,
            "'" + std::string(text) + "' does not select a route by what is in a message",
            "name a part of the message, e.g. $request.body.action");
}

}  // namespace

WebSocketApi::WebSocketApi(Attach at, const WebSocketApiProps& props)
    : Construct(std::move(at)),
      stage_name_(props.stage.name.value()),
      resource_(add(cfn::apigatewayv2::ApiProps{
          .id = primary(),
          .description = props.description,
          .name = props.name.is_set() ? props.name : Value<std::string>(Construct::id()),
          .protocol_type = "WEBSOCKET",
          .route_selection_expression = props.route_selection_expression,
      })),
      stage_(make_stage(props)) {
  const apigateway::StageLogging logging{props.stage.access_log, props.stage.data_trace,
                                         props.stage.log_level, props.stage.name};
  apigateway::check_stage(*this, logging);
  check_selection(*this, props.route_selection_expression);
  account_ = apigateway::logging_account(*this, child("Account"), logging, props.account,
                                         props.make_account, resource_);
  if (account_ != nullptr) stage_.depends_on(account_->resource());
}

cfn::apigatewayv2::Stage& WebSocketApi::make_stage(const WebSocketApiProps& props) {
  const WebSocketStageOptions& stage = props.stage;
  cfn::apigatewayv2::StageProps lowered{
      .id = child("Stage"),
      .api_id = resource_.ref(),
      .stage_name = stage_name_,
      .access_log_settings = access_log_settings(stage.access_log),
      .default_route_settings = route_settings(stage),
      .description = stage.description,
  };
  if (stage.variables.is_set()) lowered.stage_variables = stage.variables;
  if (stage.auto_deploy) {
    lowered.auto_deploy = true;
  } else {
    deployment_ = &add(cfn::apigatewayv2::DeploymentProps{
        .id = child("Deployment"),
        .api_id = resource_.ref(),
    });
    deployment_->add_digest_source(resource_);
    lowered.deployment_id = deployment_->ref();
  }
  return add(lowered);
}

void WebSocketApi::finish() {
  if (has_route_ || deployment_ == nullptr) return;
  error(
      codes::OT2805, "the API has no route, so there is nothing to deploy",
      "add one, e.g. api.add_route(\"$default\", WebSocketMockIntegration{}), or set auto_deploy");
}

void WebSocketApi::serve(const Resource& resource) {
  if (deployment_ == nullptr) return;
  deployment_->add_digest_source(resource);
  deployment_->depends_on(resource);
}

Route& WebSocketApi::make_route(const Id& key, const WebSocketRouteOptions& options) {
  Route& route = add(cfn::apigatewayv2::RouteProps{
      .id = Id(id_of(key.text()), key.source()),
      .api_id = resource_.ref(),
      .route_key = key.text(),
      .authorization_type = options.authorization.type(),
      .operation_name = options.operation_name,
  });
  if (key.text().text().starts_with('$') && id_of(key.text()) == key.text()) {
    route.error(codes::OT2801, "API Gateway has no route '" + std::string(key.text()) + "'",
                "those that it names are $connect, $disconnect and $default");
  }
  const cfn::apigatewayv2::Authorizer* authorizer = options.authorization.authorizer();
  if (authorizer != nullptr) route.props.authorizer_id = authorizer->ref();
  if (options.authorization.type() != "NONE" && key.text() != "$connect") {
    route.error(codes::OT2802, "a client is authorized when it connects, not by each message",
                "give the authorization to the route $connect");
  }
  if (options.api_key_required) route.props.api_key_required = true;
  has_route_ = true;
  return route;
}

void WebSocketApi::integrate(Route& route, cfn::apigatewayv2::Integration& integration,
                             const WebSocketRouteOptions& options) {
  route.props.target = concat("integrations/", integration.ref());
  serve(integration);
  serve(route);
  if (!options.responds) return;
  route.props.route_response_selection_expression = default_key;
  serve(route.add(cfn::apigatewayv2::RouteResponseProps{
      .id = beside("Response", route),
      .api_id = resource_.ref(),
      .route_id = route.ref(),
      .route_response_key = default_key,
  }));
}

cfn::apigatewayv2::IntegrationProps WebSocketApi::integration_props(
    const Id& id, const WebSocketLambdaIntegration& integration) const {
  return {
      .id = id,
      .api_id = resource_.ref(),
      .integration_type = "AWS_PROXY",
      .integration_uri = apigateway::invocation_uri(stack(), integration.function),
      .timeout_in_millis = integration.timeout,
  };
}

cfn::apigatewayv2::Integration& WebSocketApi::add_integration(
    const Id& id, const WebSocketLambdaIntegration& integration) {
  auto& made = add(integration_props(id, integration));
  apigateway::allow_invoke(*this, beside(std::string(id.text().text()) + "InvokePermission", made),
                           integration.function, arn_for_execute_api());
  return made;
}

Route& WebSocketApi::add_route(const Id& key, cfn::apigatewayv2::Integration& integration,
                               const WebSocketRouteOptions& options) {
  Route& route = make_route(key, options);
  integrate(route, integration, options);
  return route;
}

Route& WebSocketApi::add_route(const Id& key, const WebSocketLambdaIntegration& integration,
                               const WebSocketRouteOptions& options) {
  Route& route = make_route(key, options);
  auto& made = route.add(integration_props(beside("Integration", route), integration));
  integrate(route, made, options);
  // Beside the route, not below it, since a deployment waits for what is below.
  apigateway::allow_invoke(*this, beside(std::string(route.id()) + "InvokePermission", route),
                           integration.function, arn_for_execute_api(key.text()));
  return route;
}

Route& WebSocketApi::add_route(const Id& key, const WebSocketMockIntegration& integration,
                               const WebSocketRouteOptions& options) {
  Route& route = make_route(key, options);
  auto& made = route.add(cfn::apigatewayv2::IntegrationProps{
      .id = beside("Integration", route),
      .api_id = resource_.ref(),
      .integration_type = "MOCK",
      .request_templates = integration.request_templates,
      .template_selection_expression = integration.template_selection_expression,
  });
  integrate(route, made, options);
  if (!options.responds) {
    if (integration.response.is_set()) {
      route.error(codes::OT2803, "the mock has an answer, but the route does not send answers",
                  "set responds, or leave the response out");
    }
    return route;
  }
  auto& response = route.add(cfn::apigatewayv2::IntegrationResponseProps{
      .id = beside("IntegrationResponse", route),
      .api_id = resource_.ref(),
      .integration_id = made.ref(),
      .integration_response_key = default_key,
  });
  if (integration.response.is_set()) {
    response.props.response_templates = Map<std::string>{{"200", integration.response}};
    response.props.template_selection_expression = "200";
  }
  serve(response);
  return route;
}

cfn::apigatewayv2::Authorizer& WebSocketApi::add_authorizer(const WebSocketAuthorizerProps& props) {
  auto& made = add(cfn::apigatewayv2::AuthorizerProps{
      .id = props.id,
      .api_id = resource_.ref(),
      .authorizer_type = "REQUEST",
      .name = props.name.is_set() ? props.name : Value<std::string>(props.id.text()),
      .authorizer_uri = apigateway::invocation_uri(stack(), props.function),
      .identity_source = props.identity_sources,
  });
  apigateway::allow_invoke(
      made, beside("InvokePermission", made), props.function,
      stack().arn("execute-api", concat(resource_.ref(), "/authorizers/", made.ref())));
  if (deployment_ != nullptr) deployment_->add_digest_source(made);
  return made;
}

void WebSocketApi::grant_manage_connections(Grantee& grantee) const {
  grantee.add_to_policy({
      .actions = {"execute-api:ManageConnections"},
      .resources = {arn_for_execute_api("*/@connections/*")},
  });
}

Value<std::string> WebSocketApi::arn_for_execute_api(std::string_view route_key) const {
  return stack().arn("execute-api", concat(resource_.ref(), "/", stage_name_, "/", route_key));
}

Value<std::string> WebSocketApi::url_by(std::string_view scheme) const {
  return concat(scheme, apigateway::domain_of(stack(), resource_.ref()), "/", stage_name_);
}

std::string_view WebSocketAuthorization::type() const {
  if (authorizer_ != nullptr) return "CUSTOM";
  return is_iam_ ? "AWS_IAM" : "NONE";
}

}  // namespace omnitrack
