#pragma once

#include <omnitrack/apigateway/account.hpp>
#include <omnitrack/apigateway/api_definition.hpp>
#include <omnitrack/apigateway/api_resource.hpp>
#include <omnitrack/apigateway/stage.hpp>
#include <omnitrack/apigateway/usage_plan.hpp>
#include <omnitrack/certificatemanager/certificate_link.hpp>
#include <omnitrack/cfn/apigateway.hpp>
#include <omnitrack/cloudwatch/metric.hpp>
#include <omnitrack/iam/policy.hpp>
#include <omnitrack/optional.hpp>

namespace omnitrack {

class InterfaceEndpoint;
class RestApi;

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
  Bool cache_encrypted = true;
  /// The cache of answers to GET, which is paid by the hour.
  ApiCacheSize cache_size = ApiCacheSize::none;
  /// How long answers are cached, in seconds, 0 to 3,600; 300 where it is left out.
  Value<std::int64_t> cache_ttl = {};
  /// Whether whole requests and answers are logged, at a log level other than off. They hold what
  /// callers send.
  Bool data_trace = false;
  /// What the stage is for.
  Value<std::string> description = {};
  ApiLogLevel log_level = ApiLogLevel::off;
  /// Whether CloudWatch has metrics of each method.
  Bool metrics = false;
  /// The name: the first part of the API's paths.
  ApiStageName name = "prod";
  /// For all callers together; the account's own limits where it is left out.
  ApiThrottle throttle = {};
  /// Whether X-Ray traces the calls.
  Bool tracing = false;
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
  Link<const ApiGatewayAccount> account = {};
  /// The content types that are handed on as bytes.
  List<std::string> binary_media_types = {};
  /// Lets pages of other origins call every path of the API.
  Optional<ApiCors> cors = {};
  /// An OpenAPI document that says what the API has; methods can be added to it.
  ApiDefinition definition = {};
  /// What it is for.
  Value<std::string> description = {};
  /// Whether only custom domain names lead to it.
  Bool disable_execute_api_endpoint = false;
  /// Where it is reached.
  ApiEndpointType endpoint_type = ApiEndpointType::regional;
  /// Whether a stage that logs makes the account's logging role. The role is one for the whole
  /// account and region: say false where something else sets it.
  Bool make_account = true;
  /// From how many bytes on answers are compressed, 0 to 10,485,760; never where it is left out.
  Value<std::int64_t> minimum_compression_size = {};
  /// The API's name; the id where it is left out.
  Value<std::string> name = {};
  /// Who may call it from where; for a private API whoever comes through its `vpc_endpoints` where
  /// it is left out.
  PolicyDocument policy = {};
  /// The stage.
  ApiStageOptions stage = {};
  /// The VPC endpoints that get an address of a private API each.
  Items<Link<const InterfaceEndpoint>> vpc_endpoints = {};
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
  /// The headers, e.g. `{{"Retry-After", "'5'"}}`, a text in quotes of its own; those of CORS come
  /// with them.
  Map<std::string> headers = {};
  /// The status instead of the usual one.
  Value<std::string> status_code = {};
  /// The bodies by content type, with `$context` variables but no logic.
  Map<std::string> templates = {};
};

/// Properties of a domain name of an API.
struct ApiDomainNameProps {
  Id id;
  /// The certificate: in the API's region for a regional API, in us-east-1 for an edge one.
  Required<CertificateLink, struct required_certificate> certificate;
  /// The name, e.g. `api.example.com`.
  Required<Value<std::string>, struct required_domain_name> domain_name;
  /// The first part of the path that leads to this API; all paths where it is left out.
  Value<std::string> base_path = {};
};

/// What is known of a REST API that is made elsewhere.
struct RestApiAttributes {
  /// Its id, e.g. `a1b2c3d4e5`.
  Required<Value<cfn::apigateway::RestApiId>, struct required_rest_api_id> rest_api_id;
  /// Its name, by which its metrics are found.
  Value<std::string> name = {};
  /// The id of its path `/`, below which paths are added; needed where some are.
  Value<cfn::apigateway::ResourceId> root_resource_id = {};
  /// The name of its stage, which then serves what is added, by a deployment that stays when it
  /// leaves the stack; the API's owner deploys it where it is left out.
  Value<std::string> stage_name = {};
};

/// A REST API with one stage: AWS::ApiGateway::RestApi, AWS::ApiGateway::Deployment and
/// AWS::ApiGateway::Stage; AWS::ApiGateway::Resource and AWS::ApiGateway::Method for its paths;
/// AWS::ApiGateway::RequestValidator and AWS::ApiGateway::Model where methods need them;
/// AWS::ApiGateway::GatewayResponse where it has CORS; AWS::ApiGateway::DomainName and
/// AWS::ApiGateway::BasePathMapping for a domain; and an `ApiGatewayAccount` where the stage logs.
///
/// A stage serves what was there when its deployment was made. So the deployment's logical id
/// carries a digest of everything it serves: a change of a method makes a new deployment.
/// https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-rest-api.html
class RestApi final : public Construct, public Measured {
 public:
  RestApi(Attach at, const RestApiProps& props);
  RestApi(Attach at, const struct ImportedRestApiProps& props);

  /// An API of this stack's region and account that is made elsewhere; it can be given further
  /// paths and methods.
  static RestApi& from_attributes(Construct& scope, const Id& id,
                                  const RestApiAttributes& attributes);

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

  /// Allows to call all methods, where IAM authorizes.
  void grant_invoke(Grantee& grantee) const;

  /// One of API Gateway's metrics of the API, by its name.
  /// https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-metrics-and-dimensions.html
  [[nodiscard]] Metric metric(std::string_view name) const override;
  /// How many calls there were.
  [[nodiscard]] Metric metric_count() const { return metric("Count").sample_count(); }
  /// How many calls were answered by a status of 400 to 499.
  [[nodiscard]] Metric metric_client_errors() const { return metric("4XXError").sum(); }
  /// How many calls were answered by a status of 500 to 599.
  [[nodiscard]] Metric metric_server_errors() const { return metric("5XXError").sum(); }
  /// How many calls were answered from the cache.
  [[nodiscard]] Metric metric_cache_hits() const { return metric("CacheHitCount").sum(); }
  /// How long the backends took, in milliseconds.
  [[nodiscard]] Metric metric_integration_latency() const { return metric("IntegrationLatency"); }
  /// How long answers took, in milliseconds.
  [[nodiscard]] Metric metric_latency() const { return metric("Latency"); }

  /// What `Ref` returns.
  [[nodiscard]] const Value<cfn::apigateway::RestApiId>& id() const { return id_; }
  /// The id of the path `/`; an error where it is not known.
  [[nodiscard]] Value<cfn::apigateway::ResourceId> root_resource_id() const;
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
  /// Whether it is made elsewhere.
  [[nodiscard]] bool is_imported() const { return resource_ == nullptr; }
  /// The API's own resource; an error where the API is made elsewhere.
  [[nodiscard]] cfn::apigateway::RestApi& resource();
  /// The deployment; an error where the API is made elsewhere and no stage of it is known.
  [[nodiscard]] cfn::apigateway::Deployment& deployment();
  /// The stage; an error where the API is made elsewhere.
  [[nodiscard]] cfn::apigateway::Stage& stage();

 protected:
  void finish() override;

 private:
  friend class ApiResource;
  static constexpr std::size_t gateway_response_types = 21;

  cfn::apigateway::Stage& make_stage(const ApiStageOptions& stage);
  Value<cfn::apigateway::RequestValidatorId> validator(RequestValidation validation);
  // Makes the deployment that serves what is added to an API that is made elsewhere.
  void deploy_to_stage();
  // Has the deployment be replaced when that changes.
  void digest(const omnitrack::Resource& resource);
  // The name of the stage as other resources take it, which then wait for it.
  [[nodiscard]] Value<cfn::apigateway::StageName> stage_ref();
  // Has the deployment wait for what it serves, and be replaced when that changes.
  void serve(const omnitrack::Resource& resource);
  [[nodiscard]] Value<std::string> arn_of(const Value<std::string>& stage, HttpMethod method,
                                          std::string_view path) const;

  Optional<ApiCors> cors_;
  bool has_binary_media_types_;
  ApiEndpointType endpoint_type_;
  Value<std::string> stage_name_;
  cfn::apigateway::RestApi* resource_ = nullptr;  // null where the API is made elsewhere
  Value<std::string> name_;
  Value<cfn::apigateway::RestApiId> id_;
  Value<cfn::apigateway::ResourceId> root_id_;
  ApiResource& root_;
  cfn::apigateway::Deployment* deployment_ = nullptr;  // null where it is not known what to deploy
  cfn::apigateway::Stage* stage_ = nullptr;            // null where the API is made elsewhere
  const ApiGatewayAccount* account_ = nullptr;
  bool has_method_ = false;
  cfn::apigateway::GatewayResponse* gateway_responses_[gateway_response_types] = {};
  cfn::apigateway::RequestValidator* validators_[4] = {};
};

}  // namespace omnitrack
