#pragma once

#include <omnitrack/apigateway/http_method.hpp>
#include <omnitrack/cfn/apigateway.hpp>
#include <omnitrack/lambda/function_link.hpp>
#include <omnitrack/link.hpp>

namespace omnitrack {

class RestVpcLink;
class Role;

/// What becomes of one kind of answer of an integration.
using IntegrationResponse = cfn::apigateway::method::IntegrationResponse;
/// One kind of answer that a method gives.
using MethodResponse = cfn::apigateway::method::MethodResponse;

/// What all integrations have in common.
/// https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-integration-settings.html
struct IntegrationOptions {
  using Settings = cfn::apigateway::method::Integration;
  /// The parameters by whose values answers are cached, e.g. `method.request.querystring.page`.
  List<std::string> cache_key_parameters = {};
  /// How binary bodies are converted on the way in.
  Value<Settings::ContentHandling> content_handling = {};
  /// What becomes of a body that no template fits.
  Value<Settings::PassthroughBehavior> passthrough_behavior = {};
  /// Parameters for the backend by those of the call, e.g. `{{"integration.request.path.id",
  /// "method.request.path.id"}}`.
  Map<std::string> request_parameters = {};
  /// Templates that make the backend's request, by content type.
  Map<std::string> request_templates = {};
  /// What becomes of the backend's answers; of no effect on a proxy. One that makes a 200 of every
  /// answer where it is left out.
  Items<IntegrationResponse> responses = {};
  /// How long the backend may take, in milliseconds, at least 50; 29,000 where it is left out.
  Value<std::int64_t> timeout = {};
};

/// Calls a Lambda function, and lets API Gateway do so for this method alone.
/// https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-integrations.html
struct LambdaIntegration {
  /// The function, version or alias.
  Required<FunctionLink, struct required_function> function;
  /// Whether the console's test button may call the function too.
  Bool allow_test_invoke = false;
  IntegrationOptions options = {};
  /// Whether the function sees the whole call and answers for itself.
  Bool proxy = true;
};

/// Answers without a backend.
/// https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-mock-integration.html
struct MockIntegration {
  /// Without request templates, one that answers with 200.
  IntegrationOptions options = {};
};

/// Calls a web server.
/// https://docs.aws.amazon.com/apigateway/latest/developerguide/setup-http-integrations.html
struct HttpIntegration {
  /// The address, e.g. `https://example.com/pets/{id}`.
  Required<Value<std::string>, struct required_url> url;
  /// The method of the request to it.
  HttpMethod http_method = HttpMethod::get;
  IntegrationOptions options = {};
  /// Whether call and answer pass unchanged.
  Bool proxy = true;
  /// The way to it, where it is not public.
  Link<const RestVpcLink> vpc_link = {};
};

/// What of an AWS service is called.
class AwsTarget {
 public:
  /// An action, e.g. `PutItem`, of a service whose requests name one.
  static AwsTarget action(const Value<std::string>& name) { return {"action/", name}; }
  /// A path, e.g. `my-bucket/{key}`.
  static AwsTarget path(const Value<std::string>& path) { return {"path/", path}; }

  /// `action/` or `path/`.
  [[nodiscard]] std::string_view kind() const { return kind_; }
  /// The action's name, or the path.
  [[nodiscard]] const Value<std::string>& name() const { return name_; }

 private:
  AwsTarget(std::string_view kind, const Value<std::string>& name) : kind_(kind), name_(name) {}
  std::string_view kind_;
  Value<std::string> name_;
};

/// Calls an AWS service.
/// https://docs.aws.amazon.com/apigateway/latest/developerguide/getting-started-aws-proxy.html
struct AwsIntegration {
  /// The service as in its ARNs, e.g. `dynamodb`.
  Required<Text, struct required_service> service;
  /// The action or path.
  Required<AwsTarget, struct required_target> target;
  /// The role that API Gateway makes the call with.
  Required<Link<const Role>, struct required_credentials> credentials;
  /// The method of the request to it.
  HttpMethod http_method = HttpMethod::post;
  IntegrationOptions options = {};
  /// The region of the service; the stack's own where it is left out.
  Value<std::string> region = {};
};

}  // namespace omnitrack
