#pragma once

#include <omnitrack/apigateway/account.hpp>
#include <omnitrack/apigateway/stage.hpp>
#include <omnitrack/cfn/apigatewayv2.hpp>
#include <omnitrack/cloudwatch/metric.hpp>
#include <omnitrack/iam/policy.hpp>
#include <omnitrack/lambda/function_link.hpp>

namespace omnitrack {

class WebSocketApi;

/// Calls a Lambda function, and lets API Gateway do so for this route alone.
/// https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-integrations.html
struct WebSocketLambdaIntegration {
  /// The function, version or alias.
  Required<FunctionLink, struct required_function> function;
  /// How long the function may take, in milliseconds, 50 to 29,000, which is where it is left out.
  Value<std::int64_t> timeout = {};
};

/// Answers without a backend.
struct WebSocketMockIntegration {
  /// The templates by the keys that the selection expression gives.
  Map<std::string> request_templates = {{"200", R"({"statusCode":200})"}};
  /// The body of the answer, for a route that answers.
  Value<std::string> response = {};
  /// Which template is taken.
  Value<std::string> template_selection_expression = "200";
};

/// An authorizer of a WebSocket API, which asks a Lambda function when a client connects.
/// https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-lambda-auth.html
struct WebSocketAuthorizerProps {
  Id id;
  /// The function.
  Required<FunctionLink, struct required_function> function;
  /// What a connecting client must have, e.g. `route.request.querystring.token`.
  Required<List<std::string>, struct required_identity_sources> identity_sources;
  /// The authorizer's name; the id where it is left out.
  Value<std::string> name = {};
};

/// Who may connect.
class WebSocketAuthorization {
 public:
  /// Everybody.
  constexpr WebSocketAuthorization() = default;
  /// Whom the authorizer lets in.
  WebSocketAuthorization(const cfn::apigatewayv2::Authorizer& authorizer)
      : authorizer_(&authorizer) {}
  /// Those whose IAM policies allow `execute-api:Invoke`.
  static constexpr WebSocketAuthorization iam() {
    WebSocketAuthorization authorization;
    authorization.is_iam_ = true;
    return authorization;
  }

  /// The authorizer; null where there is none.
  [[nodiscard]] const cfn::apigatewayv2::Authorizer* authorizer() const { return authorizer_; }
  /// `NONE`, `AWS_IAM` or `CUSTOM`.
  [[nodiscard]] std::string_view type() const;

 private:
  const cfn::apigatewayv2::Authorizer* authorizer_ = nullptr;
  bool is_iam_ = false;
};

/// Options of a route.
struct WebSocketRouteOptions {
  /// Whether a message must have an API key.
  Bool api_key_required = false;
  /// Who may connect; for the route `$connect` alone.
  WebSocketAuthorization authorization = {};
  /// The name of the operation in generated clients.
  Value<std::string> operation_name = {};
  /// Whether the answer of the integration is sent to the client.
  Bool responds = false;
};

/// Options of a WebSocket API's stage.
/// https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-stages.html
struct WebSocketStageOptions {
  ApiAccessLog access_log = {};
  /// Whether each change is served at once. Without it, a deployment is replaced whenever what it
  /// serves changes.
  Bool auto_deploy = true;
  /// Whether whole messages are logged, at a log level other than off. They hold what clients send.
  Bool data_trace = false;
  /// What the stage is for.
  Value<std::string> description = {};
  ApiLogLevel log_level = ApiLogLevel::off;
  /// Whether CloudWatch has metrics of each route.
  Bool metrics = false;
  /// The name: the path of the API.
  ApiStageName name = "prod";
  /// For all clients together; the account's own limits where it is left out.
  ApiThrottle throttle = {};
  /// Variables that integrations and templates can read, by name.
  Map<std::string> variables = {};
};

/// Properties of a WebSocket API.
struct WebSocketApiProps {
  using Makes = WebSocketApi;
  Id id;
  /// The account's logging role, where another construct makes it.
  Link<const ApiGatewayAccount> account = {};
  /// What it is for.
  Value<std::string> description = {};
  /// Whether a stage that logs makes the account's logging role. The role is one for the whole
  /// account and region: say false where something else sets it.
  Bool make_account = true;
  /// The API's name; the id where it is left out.
  Value<std::string> name = {};
  /// The part of a message that decides its route.
  Value<std::string> route_selection_expression = "$request.body.action";
  /// The stage.
  WebSocketStageOptions stage = {};
};

/// A WebSocket API with one stage: AWS::ApiGatewayV2::Api and AWS::ApiGatewayV2::Stage;
/// AWS::ApiGatewayV2::Route, AWS::ApiGatewayV2::Integration and AWS::Lambda::Permission for its
/// routes, with AWS::ApiGatewayV2::RouteResponse and AWS::ApiGatewayV2::IntegrationResponse for
/// those that answer; AWS::ApiGatewayV2::Authorizer; AWS::ApiGatewayV2::Deployment where it does
/// not deploy by itself; and an `ApiGatewayAccount` where the stage logs.
/// https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api.html
class WebSocketApi final : public Construct, public Measured {
 public:
  WebSocketApi(Attach at, const WebSocketApiProps& props);

  /// Makes a route that calls a function. The key is `$connect`, `$disconnect`, `$default` or what
  /// the route selection expression gives for a message.
  cfn::apigatewayv2::Route& add_route(const Id& key, const WebSocketLambdaIntegration& integration,
                                      const WebSocketRouteOptions& options = {});
  /// Makes a route that answers without a backend.
  cfn::apigatewayv2::Route& add_route(const Id& key, const WebSocketMockIntegration& integration,
                                      const WebSocketRouteOptions& options = {});
  /// Makes a route that calls what `add_integration` made.
  cfn::apigatewayv2::Route& add_route(const Id& key, cfn::apigatewayv2::Integration& integration,
                                      const WebSocketRouteOptions& options = {});
  /// Makes what several routes call: a function, which lets every route of the stage do so.
  cfn::apigatewayv2::Integration& add_integration(const Id& id,
                                                  const WebSocketLambdaIntegration& integration);
  /// Makes an authorizer.
  cfn::apigatewayv2::Authorizer& add_authorizer(const WebSocketAuthorizerProps& props);

  /// Allows to send messages to the clients of the stage, to look a client up and to hang up.
  void grant_manage_connections(Grantee& grantee) const;

  /// One of API Gateway's metrics of the stage.
  /// https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-logging.html
  [[nodiscard]] Metric metric(std::string_view name) const override;
  /// How many clients connected.
  [[nodiscard]] Metric metric_connects() const { return metric("ConnectCount").sum(); }
  /// How many messages there were, in both directions.
  [[nodiscard]] Metric metric_messages() const { return metric("MessageCount").sum(); }
  /// How many messages were answered by a status of 400 to 499.
  [[nodiscard]] Metric metric_client_errors() const { return metric("ClientError").sum(); }
  /// How many messages could not be handed on.
  [[nodiscard]] Metric metric_execution_errors() const { return metric("ExecutionError").sum(); }
  /// How many messages the backends failed at.
  [[nodiscard]] Metric metric_integration_errors() const {
    return metric("IntegrationError").sum();
  }

  /// What `Ref` returns.
  [[nodiscard]] Value<cfn::apigatewayv2::ApiId> id() const { return resource_.ref(); }
  /// The stage's name; it does not wait for the stage, so functions of routes may know it.
  [[nodiscard]] const Value<std::string>& stage_name() const { return stage_name_; }
  /// Where clients connect: `wss://…/STAGE`.
  [[nodiscard]] Value<std::string> url() const { return url_by("wss://"); }
  /// Where a backend sends messages to clients: `https://…/STAGE`.
  [[nodiscard]] Value<std::string> callback_url() const { return url_by("https://"); }
  /// The ARN that policies and permissions name for a route's calls.
  [[nodiscard]] Value<std::string> arn_for_execute_api(std::string_view route_key = "*") const;

  /// The account's logging role; null where the stage does not log, or something else sets it.
  [[nodiscard]] const ApiGatewayAccount* account() const { return account_; }
  /// The API's own resource.
  [[nodiscard]] cfn::apigatewayv2::Api& resource() { return resource_; }
  /// The stage.
  [[nodiscard]] cfn::apigatewayv2::Stage& stage() { return stage_; }

 protected:
  void finish() override;

 private:
  cfn::apigatewayv2::Stage& make_stage(const WebSocketApiProps& props);
  cfn::apigatewayv2::IntegrationProps integration_props(
      const Id& id, const WebSocketLambdaIntegration& integration) const;
  cfn::apigatewayv2::Route& make_route(const Id& key, const WebSocketRouteOptions& options);
  void integrate(cfn::apigatewayv2::Route& route, cfn::apigatewayv2::Integration& integration,
                 const WebSocketRouteOptions& options);
  // Has the deployment, if there is one, wait for what it serves and be replaced with it.
  void serve(const Resource& resource);
  [[nodiscard]] Value<std::string> url_by(std::string_view scheme) const;

  Value<std::string> stage_name_;
  cfn::apigatewayv2::Api& resource_;
  cfn::apigatewayv2::Deployment* deployment_ = nullptr;
  cfn::apigatewayv2::Stage& stage_;
  const ApiGatewayAccount* account_ = nullptr;
  bool has_route_ = false;
};

}  // namespace omnitrack
