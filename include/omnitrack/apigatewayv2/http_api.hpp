#pragma once

#include <vector>

#include <omnitrack/apigateway/api_definition.hpp>
#include <omnitrack/apigatewayv2/http_route.hpp>
#include <omnitrack/apigatewayv2/http_stage.hpp>
#include <omnitrack/optional.hpp>

namespace omnitrack::cfn::apigatewayv2 {
class Api;  // defined in <omnitrack/cfn/apigatewayv2.hpp>
enum class ApiId : char;
}  // namespace omnitrack::cfn::apigatewayv2

namespace omnitrack {

/// Which pages of other origins may call an HTTP API from a browser; API Gateway answers for it.
/// https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html
struct HttpCors {
  /// Whether calls may carry cookies and HTTP authentication; the origins must be named then.
  Bool allow_credentials = false;
  /// The headers that calls may have.
  List<std::string> allow_headers = {"authorization", "content-type"};
  /// The methods that may be called.
  HttpMethods allow_methods = HttpMethods::all();
  /// The origins, each as a browser sends it, e.g. `https://app.example.com`; all where it is left
  /// out.
  List<std::string> allow_origins = {"*"};
  /// The headers that pages may read.
  List<std::string> expose_headers = {};
  /// How long a browser may remember the answer, in seconds, -1 to 86,400.
  Value<std::int64_t> max_age = {};
};

/// A route of an HTTP API, for its props.
struct HttpApiRoute {
  /// Which calls it is for, e.g. `GET /items/{id}`.
  HttpRouteKey key;
  /// What it calls.
  HttpRouteIntegration integration;
  /// Its options.
  HttpRouteOptions options = {};
};

class HttpApi;

/// Properties of an HTTP API.
struct HttpApiProps {
  using Makes = HttpApi;
  Id id;
  /// Lets pages of other origins call the API.
  Optional<HttpCors> cors = {};
  /// Who may call the routes that say nothing: everybody, or those that IAM authorizes. An
  /// authorizer of the API is set by `set_default_authorization`.
  HttpApiAuthorization default_authorization = {};
  /// An OpenAPI 3 document that says what the API has, its name and its CORS too; routes can be
  /// added to it.
  ApiDefinition definition = {};
  /// What it is for.
  Value<std::string> description = {};
  /// Whether only custom domain names lead to it.
  Bool disable_execute_api_endpoint = false;
  /// Whether it has a stage from the beginning.
  Bool make_stage = true;
  /// The API's name; the id where it is left out.
  Value<std::string> name = {};
  /// The routes; more can be added.
  Items<HttpApiRoute> routes = {};
  /// The stage.
  HttpStageOptions stage = {};
};

/// An HTTP API with one stage: AWS::ApiGatewayV2::Api and AWS::ApiGatewayV2::Stage with its access
/// log (AWS::Logs::LogGroup); AWS::ApiGatewayV2::Route, AWS::ApiGatewayV2::Integration and
/// AWS::Lambda::Permission for its routes; AWS::ApiGatewayV2::Authorizer.
/// https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api.html
class HttpApi final : public Construct, public Measured {
 public:
  HttpApi(Attach at, const HttpApiProps& props);
  HttpApi(Attach at, const struct ImportedHttpApiProps& props);

  /// An HTTP API of this stack's region and account that is made elsewhere; it can be given
  /// authorizers and routes, which its stages serve where they deploy by themselves.
  static HttpApi& from_id(Construct& scope, const Id& id,
                          const Value<cfn::apigatewayv2::ApiId>& api_id);

  /// Makes a route.
  HttpRoute& add_route(const HttpRouteKey& key, const HttpRouteIntegration& integration,
                       const HttpRouteOptions& options = {});
  /// Makes routes that share what they call.
  void add_routes(const Items<HttpRouteKey>& keys, const HttpRouteIntegration& integration,
                  const HttpRouteOptions& options = {});
  /// Makes another stage.
  HttpStage& add_stage(const Id& id, const HttpStageOptions& options);
  /// Makes an authorizer that takes the tokens of an issuer.
  HttpApiAuthorizer& add_authorizer(const JwtAuthorizerProps& props);
  /// Makes an authorizer that takes the tokens of a user pool's clients.
  HttpApiAuthorizer& add_authorizer(const UserPoolAuthorizerProps& props);
  /// Makes an authorizer that asks a function.
  HttpApiAuthorizer& add_authorizer(const HttpLambdaAuthorizerProps& props);
  /// Says who may call the routes that say nothing, by whose tokens' scopes where any are given.
  void set_default_authorization(const HttpApiAuthorization& authorization,
                                 const List<std::string>& scopes = {});

  /// Allows to call all routes, where IAM authorizes.
  void grant_invoke(Grantee& grantee) const;

  /// One of API Gateway's metrics of the API.
  /// https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-metrics.html
  [[nodiscard]] Metric metric(std::string_view name) const override;
  /// How many calls there were.
  [[nodiscard]] Metric metric_count() const { return metric("Count").sample_count(); }
  /// How many calls were answered by a status of 400 to 499.
  [[nodiscard]] Metric metric_client_errors() const { return metric("4xx").sum(); }
  /// How many calls were answered by a status of 500 to 599.
  [[nodiscard]] Metric metric_server_errors() const { return metric("5xx").sum(); }
  /// How many bytes were sent and received.
  [[nodiscard]] Metric metric_data_processed() const { return metric("DataProcessed").sum(); }
  /// How long the backends took, in milliseconds.
  [[nodiscard]] Metric metric_integration_latency() const { return metric("IntegrationLatency"); }
  /// How long answers took, in milliseconds.
  [[nodiscard]] Metric metric_latency() const { return metric("Latency"); }

  /// The id.
  [[nodiscard]] const Value<cfn::apigatewayv2::ApiId>& api_id() const { return id_; }
  /// The host name: `ID.execute-api.REGION.amazonaws.com`.
  [[nodiscard]] Value<std::string> domain_name() const;
  /// The address of a path in the API's own stage; of an imported API, in `$default`.
  [[nodiscard]] Value<std::string> url(std::string_view path = "/") const;
  /// The ARN that policies and permissions name for calls: of any method and path by default.
  /// Variables of the path stand for anything.
  [[nodiscard]] Value<std::string> arn_for_execute_api(HttpMethod method = HttpMethod::any,
                                                       std::string_view path = "/*",
                                                       const Value<std::string>& stage = "*") const;

  /// The API's own stage; null where it has none, or is made elsewhere.
  [[nodiscard]] HttpStage* stage() { return stage_; }
  [[nodiscard]] const HttpStage* stage() const { return stage_; }
  /// The API's own resource; an error where the API is made elsewhere.
  [[nodiscard]] cfn::apigatewayv2::Api& resource();

 protected:
  void finish() override;

 private:
  friend class HttpRoute;
  void deploy(HttpStage& stage);
  void throttle_routes();

  cfn::apigatewayv2::Api* resource_ = nullptr;  // null where the API is made elsewhere
  Value<cfn::apigatewayv2::ApiId> id_;
  HttpApiAuthorization default_authorization_;
  List<std::string> default_scopes_;
  HttpStage* stage_ = nullptr;
  std::vector<HttpRoute*> routes_;
  std::vector<HttpStage*> stages_;
  // What routes call, by what was given, so that they share it.
  std::vector<std::pair<const void*, cfn::apigatewayv2::Integration*>> integrations_;
};

}  // namespace omnitrack
