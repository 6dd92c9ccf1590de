#include "omnitrack/apigatewayv2/http_api.hpp"

#include <string>

#include "../apigateway/definition.hpp"
#include "../apigateway/gateway.hpp"
#include "../imported.hpp"
#include "made_props.hpp"
#include <omnitrack/cfn/apigatewayv2.hpp>
#include <omnitrack/codes.hpp>
#include <omnitrack/fn.hpp>

namespace omnitrack {

/// What an HTTP API that is made elsewhere is made of.
struct ImportedHttpApiProps {
  using Makes = HttpApi;
  Id id;
  Value<cfn::apigatewayv2::ApiId> api_id;
};

namespace {

// `GetItemsId` of `GET /items/{id}`.
std::string id_of_key(std::string_view key) {
  if (key == "$default") return "Default";
  std::string id;
  bool begins = true;
  bool is_method = true;
  for (const char c : key) {
    if (!detail::is_letter_or_digit(c)) {
      is_method = is_method && c != ' ';
      begins = true;
      continue;
    }
    const bool is_small = detail::is_lower(c);
    const bool is_large = detail::is_upper(c);
    if (begins && is_small) {
      id += static_cast<char>(c - 'a' + 'A');
    } else if (is_method && !begins && is_large) {
      id += static_cast<char>(c - 'A' + 'a');
    } else {
      id += c;
    }
    begins = false;
  }
  return key.ends_with(" /") ? id + "Root" : id;
}

List<std::string> texts_of(const HttpMethods& methods, bool has_credentials) {
  constexpr HttpMethod all[] = {HttpMethod::get,    HttpMethod::head, HttpMethod::options,
                                HttpMethod::patch,  HttpMethod::post, HttpMethod::put,
                                HttpMethod::delete_};
  List<std::string> texts;
  bool has_all = true;
  for (const HttpMethod method : all) {
    if (methods.has(method)) texts.add(http_method_text(method));
    has_all = has_all && methods.has(method);
  }
  // A browser takes "*" for a method's name where a call has credentials.
  return has_all && !has_credentials ? List<std::string>{"*"} : texts;
}

Value<cfn::apigatewayv2::api::Cors> lowered_cors(const Optional<HttpCors>& cors) {
  if (!cors.has_value()) return {};
  cfn::apigatewayv2::api::Cors made{
      .allow_headers = cors->allow_headers,
      .allow_methods = texts_of(cors->allow_methods, cors->allow_credentials),
      .allow_origins = cors->allow_origins,
      .expose_headers = cors->expose_headers,
      .max_age = cors->max_age,
  };
  if (cors->allow_credentials) made.allow_credentials = true;
  return made;
}

Value<std::string> given_or_id(const Value<std::string>& name, const Id& id) {
  return name.is_set() ? name : Value<std::string>(id.text());
}

}  // namespace

HttpApi::HttpApi(Attach at, const HttpApiProps& props)
    : Construct(std::move(at)),
      resource_(&add(cfn::apigatewayv2::ApiProps{
          .id = primary(),
          .cors_configuration = lowered_cors(props.cors),
          .description = props.description,
          .name = props.name.is_set() ? props.name : Value<std::string>(Construct::id()),
          .protocol_type = "HTTP",
      })),
      id_(resource_->ref()),
      default_authorization_(props.default_authorization) {
  if (props.definition.is_set()) {
    // The document names the API, which takes no protocol beside it.
    if (!props.name.is_set()) resource_->props.name = {};
    resource_->props.protocol_type = {};
    apigateway::set_definition<cfn::apigatewayv2::api::BodyS3Location>(
        *this, child("Definition"), *resource_, props.definition);
  }
  if (props.disable_execute_api_endpoint) resource_->props.disable_execute_api_endpoint = true;
  if (props.make_stage) stage_ = &add_stage(child("Stage"), props.stage);
  for (const HttpApiRoute& route : props.routes) {
    add_route(route.key, route.integration, route.options);
  }
}

HttpApi::HttpApi(Attach at, const ImportedHttpApiProps& props)
    : Construct(std::move(at)), id_(props.api_id) {}

HttpApi& HttpApi::from_id(Construct& scope, const Id& id,
                          const Value<cfn::apigatewayv2::ApiId>& api_id) {
  return scope.add(ImportedHttpApiProps{.id = id, .api_id = api_id});
}

HttpRoute& HttpApi::add_route(const HttpRouteKey& key, const HttpRouteIntegration& integration,
                              const HttpRouteOptions& options) {
  const std::string id =
      options.id.empty() ? id_of_key(key.text()) : std::string(options.id.text());
  HttpRoute& route = add(MadeHttpRouteProps{.id = Id(id, key.source()),
                                            .api = *this,
                                            .key = key,
                                            .integration = integration,
                                            .options = options});
  routes_.push_back(&route);
  return route;
}

void HttpApi::add_routes(const Items<HttpRouteKey>& keys, const HttpRouteIntegration& integration,
                         const HttpRouteOptions& options) {
  for (const HttpRouteKey& key : keys) add_route(key, integration, options);
}

HttpStage& HttpApi::add_stage(const Id& id, const HttpStageOptions& options) {
  HttpStage& stage = add(MadeHttpStageProps{.id = id, .api = *this, .options = options});
  stages_.push_back(&stage);
  return stage;
}

HttpApiAuthorizer& HttpApi::add_authorizer(const JwtAuthorizerProps& props) {
  return add(MadeHttpApiAuthorizerProps{
      .id = props.id, .api = *this, .name = given_or_id(props.name, props.id), .jwt = &props});
}

HttpApiAuthorizer& HttpApi::add_authorizer(const UserPoolAuthorizerProps& props) {
  return add(MadeHttpApiAuthorizerProps{.id = props.id,
                                        .api = *this,
                                        .name = given_or_id(props.name, props.id),
                                        .user_pool = &props});
}

HttpApiAuthorizer& HttpApi::add_authorizer(const HttpLambdaAuthorizerProps& props) {
  return add(MadeHttpApiAuthorizerProps{
      .id = props.id, .api = *this, .name = given_or_id(props.name, props.id), .lambda = &props});
}

void HttpApi::set_default_authorization(const HttpApiAuthorization& authorization,
                                        const List<std::string>& scopes) {
  default_authorization_ = authorization;
  default_scopes_ = scopes;
}

// The default may be set after the routes were made, and a deployment serves all of them.
void HttpApi::finish() {
  for (HttpRoute* route : routes_) {
    const HttpRouteOptions& options = route->options_;
    const bool is_as_the_api =
        options.authorization.kind() == HttpApiAuthorization::Kind::as_the_api;
    const bool has_scopes = options.authorization_scopes.is_set();
    route->authorize(is_as_the_api ? default_authorization_ : options.authorization,
                     is_as_the_api && !has_scopes ? default_scopes_ : options.authorization_scopes);
  }
  throttle_routes();
  for (HttpStage* stage : stages_) {
    if (!stage->auto_deploy_) deploy(*stage);
  }
}

void HttpApi::throttle_routes() {
  Json settings = Json::object({});
  bool throttles = false;
  for (HttpRoute* route : routes_) {
    const ApiThrottle& throttle = route->options_.throttle;
    if (!throttle.burst_limit.is_set() && !throttle.rate_limit.is_set()) continue;
    if (stage_ == nullptr) {
      route->error(codes::OT3304, "the route is throttled, but its API has no stage of its own",
                   "leave `throttle` out, or give the API its stage");
      continue;
    }
    Json setting = Json::object({});
    if (throttle.burst_limit.is_set()) setting.set("ThrottlingBurstLimit", throttle.burst_limit);
    if (throttle.rate_limit.is_set()) setting.set("ThrottlingRateLimit", throttle.rate_limit);
    settings.set(route->key(), setting);
    throttles = true;
    // API Gateway takes settings for routes that are there alone.
    stage_->resource().depends_on(route->resource());
  }
  if (throttles) stage_->resource().props.route_settings = settings;
}

void HttpApi::deploy(HttpStage& stage) {
  auto& deployment = stage.add(cfn::apigatewayv2::DeploymentProps{
      .id = Id("Deployment", stage.source()),
      .api_id = id_,
  });
  if (resource_ != nullptr) deployment.add_digest_source(*resource_);
  for (const auto& [given, integration] : integrations_) {
    deployment.add_digest_source(*integration);
  }
  for (HttpRoute* route : routes_) {
    deployment.add_digest_source(route->resource());
    deployment.depends_on(route->resource());
  }
  stage.resource().props.deployment_id = deployment.ref();
}

void HttpApi::grant_invoke(Grantee& grantee) const {
  grantee.add_to_policy({.actions = {"execute-api:Invoke"}, .resources = {arn_for_execute_api()}});
}

Metric HttpApi::metric(std::string_view metric_name) const {
  return MetricProps{
      .name_space = "AWS/ApiGateway", .metric_name = metric_name, .dimensions = {{"ApiId", id_}}};
}

Value<std::string> HttpApi::domain_name() const { return apigateway::domain_of(stack(), id_); }

Value<std::string> HttpApi::url(std::string_view path) const {
  return stage_ != nullptr ? stage_->url(path) : concat("https://", domain_name(), path);
}

Value<std::string> HttpApi::arn_for_execute_api(HttpMethod method, std::string_view path,
                                                const Value<std::string>& stage) const {
  const std::string_view verb = method == HttpMethod::any ? "*" : http_method_text(method);
  return stack().arn("execute-api", concat(id_, "/", stage, "/", verb, path));
}

cfn::apigatewayv2::Api& HttpApi::resource() {
  if (resource_ == nullptr) {
    refuse_of_imported(*this, "resource()");
    resource_ = &add(cfn::apigatewayv2::ApiProps{.id = primary()});
  }
  return *resource_;
}

}  // namespace omnitrack
