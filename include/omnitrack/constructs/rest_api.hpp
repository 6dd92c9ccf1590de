#pragma once

#include <optional>

#include <omnitrack/cfn/apigateway.hpp>
#include <omnitrack/constructs/api_authorizer.hpp>
#include <omnitrack/constructs/api_cors.hpp>
#include <omnitrack/constructs/api_gateway_account.hpp>
#include <omnitrack/constructs/api_integration.hpp>
#include <omnitrack/constructs/api_stage.hpp>
#include <omnitrack/constructs/policy.hpp>
#include <omnitrack/constructs/usage_plan.hpp>

namespace omnitrack {

class ApiResource;
class RestApi;

namespace detail {

void a_path_part_has_letters_digits_and_dots_underscores_hyphens_colons_or_is_one_name_in_braces();

struct PathPartRule {
  static constexpr bool fits(std::string_view part) {
    const bool is_variable = part.size() > 2 && part.front() == '{' && part.back() == '}';
    if (is_variable) part = part.substr(1, part.size() - 2);
    if (is_variable && part.size() > 1 && part.back() == '+') part.remove_suffix(1);
    for (const char c : part) {
      const bool fits = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                        (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-' || c == ':';
      if (!fits) return false;
    }
    return !part.empty();
  }
  static constexpr void demand(bool fits) {
    if (!fits) {
      a_path_part_has_letters_digits_and_dots_underscores_hyphens_colons_or_is_one_name_in_braces();
    }
  }
};

}  // namespace detail

/// One part of a path, without slashes: a text, a variable such as `{id}`, or `{proxy+}` for all
/// that follows. It remembers the line that names it.
class PathPart {
 public:
  /// A literal, checked while compiling.
  template <std::size_t n>
  consteval PathPart(const char (&literal)[n], const char* file = __builtin_FILE(),
                     unsigned line = __builtin_LINE())
      : text_(literal, n - 1), source_{file, line} {
    detail::PathPartRule::demand(detail::PathPartRule::fits(text_));
  }
  /// A text that is made when the app runs.
  template <class S>
    requires(detail::TextLike<S> && !std::is_array_v<S>)
  PathPart(const S& text, const char* file = __builtin_FILE(), unsigned line = __builtin_LINE())
      : text_(text), source_{file, line} {}

  /// The text.
  [[nodiscard]] std::string_view text() const { return text_; }
  /// The line that names it.
  [[nodiscard]] Source source() const { return source_; }

 private:
  std::string_view text_;
  Source source_;
};

/// An HTTP method with the line that names it.
class HttpVerb {
 public:
  /// That method.
  HttpVerb(HttpMethod method, const char* file = __builtin_FILE(), unsigned line = __builtin_LINE())
      : method_(method), source_{file, line} {}

  /// `GET` and so on.
  [[nodiscard]] std::string_view text() const { return http_method_text(method_); }
  /// The method.
  [[nodiscard]] HttpMethod method() const { return method_; }
  /// The line that names it.
  [[nodiscard]] Source source() const { return source_; }

 private:
  HttpMethod method_;
  Source source_;
};

/// What API Gateway checks of a call before it calls the backend.
/// https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-method-request-validation.html
enum class RequestValidation : std::uint8_t {
  none,
  body,                 ///< the body, by the method's models
  parameters,           ///< that the required parameters are there
  body_and_parameters,  ///< both
};

/// Options of a method.
struct ApiMethodOptions {
  /// Whether a call must have a key of a usage plan.
  bool api_key_required = false;
  /// Who may call it; everybody where it is left out.
  ApiAuthorization authorization = {};
  /// The scopes of which a token must have one, with a Cognito authorizer; then access tokens are
  /// taken, and ID tokens without.
  List<std::string> authorization_scopes = {};
  /// The name of the operation in generated clients.
  Value<std::string> operation_name = {};
  /// The models of the body by content type, e.g. `{{"application/json", model.ref()}}`.
  Map<std::string> request_models = {};
  /// The parameters with whether each is required, e.g. `{{"method.request.querystring.page",
  /// false}}`.
  Map<bool> request_parameters = {};
  /// What is checked of a call.
  RequestValidation request_validation = RequestValidation::none;
  /// The method's answers; those of the integration where it is left out.
  std::initializer_list<MethodResponse> responses = {};
};

/// Options of a resource.
struct ApiResourceOptions {
  /// CORS of this resource alone; that of the API where it is left out.
  std::optional<ApiCors> cors = std::nullopt;
  /// The id, where that of the path's part is taken by another part with the same letters and
  /// digits, such as `id` beside `{id}`.
  std::string_view id = {};
  /// Whether the resource answers the preflight of browsers, where the API has CORS.
  bool preflight = true;
};

/// One path of an API: AWS::ApiGateway::Resource, with AWS::ApiGateway::Method for its methods and
/// AWS::Lambda::Permission for those that call functions. Made by `RestApi::root` and
/// `add_resource`.
/// https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-method-settings.html
class ApiResource final : public Construct {
 public:
  ApiResource(Attach at, const struct MadeApiResourceProps& props);

  /// Makes the path below this one.
  ApiResource& add_resource(const PathPart& part, const ApiResourceOptions& options = {});

  /// Makes a method that calls a Lambda function.
  cfn::apigateway::Method& add_method(const HttpVerb& verb, const LambdaIntegration& integration,
                                      const ApiMethodOptions& options = {});
  /// Makes a method that answers without a backend.
  cfn::apigateway::Method& add_method(const HttpVerb& verb, const MockIntegration& integration,
                                      const ApiMethodOptions& options = {});
  /// Makes a method that calls a web server.
  cfn::apigateway::Method& add_method(const HttpVerb& verb, const HttpIntegration& integration,
                                      const ApiMethodOptions& options = {});
  /// Makes a method that calls an AWS service.
  cfn::apigateway::Method& add_method(const HttpVerb& verb, const AwsIntegration& integration,
                                      const ApiMethodOptions& options = {});

  /// Makes the method that answers the preflight of browsers.
  cfn::apigateway::Method& add_cors_preflight(const ApiCors& cors);

  /// What `Ref` returns; for the root, the API's root resource.
  [[nodiscard]] Value<cfn::apigateway::ResourceId> id() const;
  /// The path from the root, e.g. `/users/{id}`.
  [[nodiscard]] std::string_view url_path() const { return url_path_; }
  /// The address in the API's stage.
  [[nodiscard]] Value<std::string> url() const;

 private:
  cfn::apigateway::Method& make_method(const HttpVerb& verb,
                                       const cfn::apigateway::method::Integration& integration,
                                       const List<MethodResponse>& responses,
                                       const ApiMethodOptions& options);
  void check_part(const ApiResource& parent, std::string_view part);

  RestApi& api_;
  std::string_view url_path_;
  std::string_view variable_child_;                // the one part below that is a variable
  cfn::apigateway::Resource* resource_ = nullptr;  // null for the root
};

/// The sizes of a stage's cache, in gigabytes.
enum class ApiCacheSize : std::uint8_t {
  none,
  gb_0_5,
  gb_1_6,
  gb_6_1,
  gb_13_5,
  gb_28_4,
  gb_58_2,
  gb_118,
  gb_237,
};

/// Options of an API's stage.
/// https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-stages.html
struct ApiStageOptions {
  ApiAccessLog access_log = {};
  /// Whether cached answers are encrypted.
  bool cache_encrypted = true;
  /// The cache of answers to GET, which is paid by the hour.
  ApiCacheSize cache_size = ApiCacheSize::none;
  /// How long answers are cached, in seconds, 0 to 3,600; 300 where it is left out.
  Value<std::int64_t> cache_ttl = {};
  /// Whether whole requests and answers are logged, at a log level other than off. They hold what
  /// callers send.
  bool data_trace = false;
  /// What the stage is for.
  Value<std::string> description = {};
  ApiLogLevel log_level = ApiLogLevel::off;
  /// Whether CloudWatch has metrics of each method.
  bool metrics = false;
  /// The name: the first part of the API's paths.
  ApiStageName name = "prod";
  /// For all callers together; the account's own limits where it is left out.
  ApiThrottle throttle = {};
  /// Whether X-Ray traces the calls.
  bool tracing = false;
  /// Variables that integrations and templates can read, by name.
  Map<std::string> variables = {};
};

/// Where an API is reached.
/// https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-endpoint-types.html
enum class ApiEndpointType : std::uint8_t {
  edge,      ///< through CloudFront, where the partition has it
  regional,  ///< in its region
  private_,  ///< from VPC endpoints alone, as its policy says
};

/// Properties of a REST API.
struct RestApiProps {
  using Makes = RestApi;
  Id id;
  /// The account's logging role, where another construct makes it.
  const ApiGatewayAccount* account = nullptr;
  /// The content types that are handed on as bytes.
  List<std::string> binary_media_types = {};
  /// Lets pages of other origins call every path of the API.
  std::optional<ApiCors> cors = std::nullopt;
  /// What it is for.
  Value<std::string> description = {};
  /// Whether only custom domain names lead to it.
  bool disable_execute_api_endpoint = false;
  ApiEndpointType endpoint_type = ApiEndpointType::regional;
  /// Whether a stage that logs makes the account's logging role. The role is one for the whole
  /// account and region: say false where something else sets it.
  bool make_account = true;
  /// From how many bytes on answers are compressed, 0 to 10,485,760; never where it is left out.
  Value<std::int64_t> minimum_compression_size = {};
  /// The API's name; the id where it is left out.
  Value<std::string> name = {};
  /// Who may call it from where; a private API needs one.
  PolicyDocument policy = {};
  ApiStageOptions stage = {};
  /// The VPC endpoints that get an address of a private API each.
  List<cfn::ec2::VPCEndpointId> vpc_endpoints = {};
};

/// Properties of a model of a body.
struct ApiModelProps {
  Id id;
  /// The JSON schema, draft 4.
  Required<Json, struct required_schema> schema;
  /// The content type.
  Value<std::string> content_type = "application/json";
  /// What it is for.
  Value<std::string> description = {};
  /// The model's name: letters and digits; made up by CloudFormation where it is left out.
  Value<std::string> name = {};
};

/// The answers that API Gateway gives by itself.
/// https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html
enum class GatewayResponseType : std::uint8_t {
  access_denied,
  api_configuration_error,
  authorizer_configuration_error,
  authorizer_failure,
  bad_request_body,
  bad_request_parameters,
  default_4xx,
  default_5xx,
  expired_token,
  integration_failure,
  integration_timeout,
  invalid_api_key,
  invalid_signature,
  missing_authentication_token,
  quota_exceeded,
  request_too_large,
  resource_not_found,
  throttled,
  unauthorized,
  unsupported_media_type,
  waf_filtered,
};

/// How an answer of API Gateway's own is changed.
struct GatewayResponseOptions {
  /// The headers, e.g. `{{"gatewayresponse.header.Retry-After", "'5'"}}`; those of CORS come with
  /// them.
  Map<std::string> headers = {};
  /// The status instead of the usual one.
  Value<std::string> status_code = {};
  /// The bodies by content type, with `$context` variables but no logic.
  Map<std::string> templates = {};
};

/// Properties of a domain name of an API.
struct ApiDomainNameProps {
  Id id;
  /// The ARN of the certificate: in the API's region for a regional API, in us-east-1 for an edge
  /// one.
  Required<Value<cfn::certificatemanager::CertificateArn>, struct required_certificate> certificate;
  /// The name, e.g. `api.example.com`.
  Required<Value<std::string>, struct required_domain_name> domain_name;
  /// The first part of the path that leads to this API; all paths where it is left out.
  Value<std::string> base_path = {};
};

/// A REST API with one stage: AWS::ApiGateway::RestApi, AWS::ApiGateway::Deployment and
/// AWS::ApiGateway::Stage; AWS::ApiGateway::Resource and AWS::ApiGateway::Method for its paths;
/// AWS::ApiGateway::RequestValidator and AWS::ApiGateway::Model where methods need them;
/// AWS::ApiGateway::GatewayResponse where it has CORS; and an `ApiGatewayAccount` where the stage
/// logs.
///
/// A stage serves what was there when its deployment was made. So the deployment's logical id
/// carries a digest of everything it serves: a change of a method makes a new deployment.
/// https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-rest-api.html
class RestApi final : public Construct {
 public:
  RestApi(Attach at, const RestApiProps& props);

  /// The path `/`, below which all others are made.
  [[nodiscard]] ApiResource& root() { return root_; }

  /// Makes an authorizer for Cognito's tokens.
  ApiAuthorizer& add_authorizer(const CognitoAuthorizerProps& props);
  /// Makes an authorizer that asks a function.
  ApiAuthorizer& add_authorizer(const LambdaAuthorizerProps& props);
  /// Makes a model of a body; its `ref()` is what methods name.
  cfn::apigateway::Model& add_model(const ApiModelProps& props);
  /// Makes a domain name that leads to the stage; point a DNS record at the attribute
  /// `attr_regional_domain_name()`, or for an edge API `attr_distribution_domain_name()`.
  cfn::apigateway::DomainName& add_domain_name(const ApiDomainNameProps& props);
  /// Makes a usage plan for the stage.
  UsagePlan& add_usage_plan(const UsagePlanProps& props);
  /// Changes an answer of API Gateway's own; a second call for a type adds to the first.
  cfn::apigateway::GatewayResponse& set_gateway_response(GatewayResponseType type,
                                                         const GatewayResponseOptions& options);

  /// What `Ref` returns.
  [[nodiscard]] Value<cfn::apigateway::RestApiId> id() const { return resource_.ref(); }
  /// The id of the path `/`.
  [[nodiscard]] Value<cfn::apigateway::ResourceId> root_resource_id() const {
    return resource_.attr_root_resource_id();
  }
  /// The stage's name; it does not wait for the stage, so functions that the API calls may know it.
  [[nodiscard]] const Value<std::string>& stage_name() const { return stage_name_; }
  /// The address of a path in the stage, ending in `/` for the root.
  [[nodiscard]] Value<std::string> url(std::string_view path = "/") const;
  /// The ARN that policies and permissions name for calls: of any method and path by default.
  /// Variables of the path stand for anything.
  [[nodiscard]] Value<std::string> arn_for_execute_api(HttpMethod method = HttpMethod::any,
                                                       std::string_view path = "/*") const;
  /// The ARN of the stage, e.g. for a web ACL.
  [[nodiscard]] Value<std::string> stage_arn() const;

  /// The account's logging role; null where the stage does not log, or something else sets it.
  [[nodiscard]] const ApiGatewayAccount* account() const { return account_; }
  /// The API's own resource.
  [[nodiscard]] cfn::apigateway::RestApi& resource() { return resource_; }
  /// The deployment.
  [[nodiscard]] cfn::apigateway::Deployment& deployment() { return deployment_; }
  /// The stage.
  [[nodiscard]] cfn::apigateway::Stage& stage() { return stage_; }

 protected:
  void finish() override;

 private:
  friend class ApiResource;
  static constexpr std::size_t gateway_response_types = 21;

  cfn::apigateway::Stage& make_stage(const RestApiProps& props);
  Value<cfn::apigateway::RequestValidatorId> validator(RequestValidation validation);
  // Has the deployment wait for what it serves, and be replaced when that changes.
  void serve(const omnitrack::Resource& resource);
  [[nodiscard]] Value<std::string> arn_of(const Value<std::string>& stage, HttpMethod method,
                                          std::string_view path) const;

  std::optional<ApiCors> cors_;
  bool has_binary_media_types_;
  ApiEndpointType endpoint_type_;
  Value<std::string> stage_name_;
  cfn::apigateway::RestApi& resource_;
  ApiResource& root_;
  cfn::apigateway::Deployment& deployment_;
  cfn::apigateway::Stage& stage_;
  const ApiGatewayAccount* account_ = nullptr;
  bool has_method_ = false;
  cfn::apigateway::GatewayResponse* gateway_responses_[gateway_response_types] = {};
  cfn::apigateway::RequestValidator* validators_[4] = {};
};

}  // namespace omnitrack
