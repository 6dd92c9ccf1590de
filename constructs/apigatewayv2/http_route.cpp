#include <string>

#include "../apigateway/gateway.hpp"
#include "http_integration_data.hpp"
#include "made_props.hpp"
#include <omnitrack/cfn/apigatewayv2.hpp>
#include <omnitrack/codes.hpp>
#include <omnitrack/fn.hpp>
#include <omnitrack/iam/role.hpp>

namespace omnitrack {

namespace {

using cfn::apigatewayv2::Integration;
using cfn::apigatewayv2::IntegrationProps;
using Kind = HttpIntegrationData::Kind;

// `GET` and `/items/{id}` of a route's key.
std::string_view method_of(std::string_view key) { return key.substr(0, key.find(' ')); }
std::string_view path_of(std::string_view key) {
  const std::size_t space = key.find(' ');
  return space == std::string_view::npos ? std::string_view{} : key.substr(space + 1);
}

IntegrationProps common_props(const Id& id, const HttpApi& api, const HttpIntegrationData& data) {
  const HttpIntegrationOptions& options = data.options;
  IntegrationProps made{
      .id = id,
      .api_id = api.api_id(),
      .integration_type =
          data.kind == Kind::function || data.kind == Kind::service ? "AWS_PROXY" : "HTTP_PROXY",
      .description = options.description,
      .payload_format_version =
          data.kind == Kind::function && options.payload_version == PayloadVersion::v2_0 ? "2.0"
                                                                                         : "1.0",
      .request_parameters = options.request_parameters,
      .timeout_in_millis = options.timeout.value(),
  };
  for (const HttpResponseMapping& each : options.response_parameters) {
    cfn::apigatewayv2::integration::ResponseParameterMap map;
    const Node& fields = each.parameters.node();
    for (std::uint32_t i = 0; i < fields.size; ++i) {
      map.response_parameters.add(cfn::apigatewayv2::integration::ResponseParameter{
          .destination = fields.fields[i].key,
          .source = Value<std::string>::from_node(fields.fields[i].value),
      });
    }
    made.response_parameters.set(each.status, map);
  }
  return made;
}

// The role of a call of a service, which may deliver to the call's target alone.
Value<std::string> role_arn(HttpRoute& route, const Id& id, const HttpIntegrationData& data) {
  if (data.role.is_set()) return data.role->arn();
  Role& role = route.add(RoleProps{
      .id = id,
      .assumed_by = PolicyPrincipal::service("apigateway.amazonaws.com"),
  });
  if (data.target.is_set()) data.target->grant_delivery(role);
  return role.arn();
}

}  // namespace

HttpRoute::HttpRoute(Attach at, const MadeHttpRouteProps& props)
    : Construct(std::move(at)),
      api_(props.api),
      key_(detail::copy_text(props.key.text())),
      options_(props.options),
      resource_(add(cfn::apigatewayv2::RouteProps{
          .id = primary(),
          .api_id = props.api.api_id(),
          .route_key = key_,
          .operation_name = props.options.operation_name,
      })) {
  const HttpIntegrationData& data = HttpIntegrationMaker::data(props.integration);
  for (const auto& [given, made] : props.api.integrations_) {
    if (given == &data) integration_ = made;
  }
  if (integration_ == nullptr) {
    IntegrationProps made = common_props(child("Integration"), props.api, data);
    switch (data.kind) {
      case Kind::function:
        made.integration_uri = data.function.arn();
        break;
      case Kind::in_vpc:
        made.connection_id = data.connection_id;
        made.connection_type = "VPC_LINK";
        if (data.options.server_name_to_verify.is_set()) {
          made.tls_config = cfn::apigatewayv2::integration::TlsConfig{
              .server_name_to_verify = data.options.server_name_to_verify};
        }
        [[fallthrough]];
      case Kind::url:
        made.integration_method = http_method_text(data.method);
        made.integration_uri = data.uri;
        break;
      case Kind::service: {
        made.integration_subtype = data.action;
        made.credentials_arn = role_arn(*this, child("Role"), data);
        Map<std::string> parameters = data.parameters;
        if (!data.region.empty()) parameters.set("Region", data.region);
        made.request_parameters = parameters;
        break;
      }
    }
    integration_ = &add(made);
    props.api.integrations_.emplace_back(&data, integration_);
    if (data.options.timeout.is_broken()) {
      error(codes::OT3302,
            "timeout is " + std::to_string(data.options.timeout.number()) +
                ", which is out of bounds",
            "it is 50 to 30000 milliseconds");
    }
  }
  resource_.props.target = concat("integrations/", integration_->ref());
  if (data.kind == Kind::function) {
    apigateway::allow_invoke(*this, child("InvokePermission"), data.function,
                             arn_for_execute_api());
  }
  if (!detail::HttpRouteRule::fits(key_)) {
    error(codes::OT3301, "'" + std::string(key_) + "' is not the key of a route",
          "write a method and a path, e.g. GET /items/{id}, or $default");
  }
}

void HttpRoute::authorize(const HttpApiAuthorization& by, const List<std::string>& scopes) {
  cfn::apigatewayv2::RouteProps& made = resource_.props;
  const HttpApiAuthorizer* authorizer = by.authorizer();
  if (authorizer != nullptr) {
    made.authorization_type = authorizer->takes_tokens() ? "JWT" : "CUSTOM";
    made.authorizer_id = authorizer->id();
  } else if (by.kind() == HttpApiAuthorization::Kind::iam) {
    made.authorization_type = "AWS_IAM";
  } else {
    made.authorization_type = "NONE";
  }
  if (!scopes.is_set()) return;
  made.authorization_scopes = scopes;
  if (authorizer == nullptr || !authorizer->takes_tokens()) {
    error(codes::OT3303, "the route asks for scopes, but takes no tokens",
          "give it an authorizer that takes tokens, or leave the scopes out");
  }
}

void HttpRoute::grant_invoke(Grantee& grantee) const {
  grantee.add_to_policy({.actions = {"execute-api:Invoke"}, .resources = {arn_for_execute_api()}});
}

Value<std::string> HttpRoute::arn_for_execute_api() const {
  if (key_ == "$default") {
    return stack().arn("execute-api", concat(api_.api_id(), "/*/$default"));
  }
  const std::string_view method = method_of(key_);
  std::string path;
  bool is_inside = false;
  for (const char c : path_of(key_)) {
    if (c == '{') path += '*';
    if (c == '{' || c == '}') {
      is_inside = c == '{';
    } else if (!is_inside) {
      path += c;
    }
  }
  return stack().arn("execute-api", concat(api_.api_id(), "/*/",
                                           method == "ANY" ? std::string_view("*") : method, path));
}

}  // namespace omnitrack
