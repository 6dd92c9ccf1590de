#include "omnitrack/constructs/rest_api.hpp"

#include <string>

#include "api_resource.hpp"
#include "authorizers.hpp"
#include "cors.hpp"
#include "gateway.hpp"
#include "usage_plan.hpp"
#include <omnitrack/fn.hpp>

namespace omnitrack {

namespace {

std::string_view text_of(ApiEndpointType type) {
  constexpr std::string_view texts[] = {"EDGE", "REGIONAL", "PRIVATE"};
  return texts[static_cast<std::size_t>(type)];
}

std::string_view text_of(ApiCacheSize size) {
  constexpr std::string_view texts[] = {"",     "0.5",  "1.6", "6.1", "13.5",
                                        "28.4", "58.2", "118", "237"};
  return texts[static_cast<std::size_t>(size)];
}

std::string_view text_of(GatewayResponseType type) {
  constexpr std::string_view texts[] = {
      "ACCESS_DENIED",
      "API_CONFIGURATION_ERROR",
      "AUTHORIZER_CONFIGURATION_ERROR",
      "AUTHORIZER_FAILURE",
      "BAD_REQUEST_BODY",
      "BAD_REQUEST_PARAMETERS",
      "DEFAULT_4XX",
      "DEFAULT_5XX",
      "EXPIRED_TOKEN",
      "INTEGRATION_FAILURE",
      "INTEGRATION_TIMEOUT",
      "INVALID_API_KEY",
      "INVALID_SIGNATURE",
      "MISSING_AUTHENTICATION_TOKEN",
      "QUOTA_EXCEEDED",
      "REQUEST_TOO_LARGE",
      "RESOURCE_NOT_FOUND",
      "THROTTLED",
      "UNAUTHORIZED",
      "UNSUPPORTED_MEDIA_TYPE",
      "WAF_FILTERED",
  };
  return texts[static_cast<std::size_t>(type)];
}

// `ACCESS_DENIED` becomes `AccessDenied`.
std::string words_of(std::string_view text) {
  std::string words;
  bool begins = true;
  for (const char c : text) {
    if (c != '_') {
      const bool lowers = !begins && c >= 'A' && c <= 'Z';
      words += lowers ? static_cast<char>(c - 'A' + 'a') : c;
    }
    begins = c == '_';
  }
  return words;
}

Value<std::string> or_else(const Value<std::string>& given, std::string_view otherwise) {
  return given.is_set() ? given : Value<std::string>(otherwise);
}

Value<cfn::apigateway::stage::AccessLogSetting> lower(const ApiAccessLog& log) {
  if (!log.destination.is_set()) return {};
  return cfn::apigateway::stage::AccessLogSetting{
      .destination_arn = log.destination,
      .format = or_else(log.format, R"({"requestId":"$context.requestId",)"
                                    R"("caller":"$context.identity.caller",)"
                                    R"("httpMethod":"$context.httpMethod",)"
                                    R"("ip":"$context.identity.sourceIp",)"
                                    R"("protocol":"$context.protocol",)"
                                    R"("requestTime":"$context.requestTime",)"
                                    R"("resourcePath":"$context.resourcePath",)"
                                    R"("responseLength":"$context.responseLength",)"
                                    R"("status":"$context.status",)"
                                    R"("user":"$context.identity.user"})"),
  };
}

// One setting for all methods; none where it would say nothing.
List<cfn::apigateway::stage::MethodSetting> method_settings(const ApiStageOptions& stage) {
  const bool caches = stage.cache_size != ApiCacheSize::none;
  const bool logs = stage.log_level != ApiLogLevel::off;
  const bool throttles = stage.throttle.burst_limit.is_set() || stage.throttle.rate_limit.is_set();
  if (!caches && !logs && !throttles && !stage.data_trace && !stage.metrics) return {};
  cfn::apigateway::stage::MethodSetting setting{
      .http_method = "*",
      .resource_path = "/*",
      .throttling_burst_limit = stage.throttle.burst_limit,
      .throttling_rate_limit = stage.throttle.rate_limit,
  };
  if (caches) {
    setting.caching_enabled = true;
    setting.cache_data_encrypted = stage.cache_encrypted;
    setting.cache_ttl_in_seconds = stage.cache_ttl;
  }
  if (stage.data_trace) setting.data_trace_enabled = true;
  if (logs) setting.logging_level = apigateway::text_of(stage.log_level);
  if (stage.metrics) setting.metrics_enabled = true;
  return {setting};
}

void check_cache(const Construct& api, const ApiStageOptions& stage) {
  if (!stage.cache_ttl.is_set()) return;
  const Node& ttl = stage.cache_ttl.node();
  if (stage.cache_size == ApiCacheSize::none) {
    api.error("OT2711", "the stage keeps answers for some time, but has no cache",
              "give it a cache_size, or leave cache_ttl out");
  } else if (ttl.kind == NodeKind::integer && (ttl.integer < 0 || ttl.integer > 3600)) {
    api.error("OT2711", "a stage keeps answers for 0 to 3,600 seconds");
  }
}

void check_endpoint(const Construct& api, const RestApiProps& props) {
  const bool is_private = props.endpoint_type == ApiEndpointType::private_;
  if (is_private && props.policy.is_empty()) {
    api.error("OT2709", "a private API has no policy, and so nobody can call it",
              "give a policy that allows execute-api:Invoke from the VPC or its endpoints");
  }
  if (!is_private && props.vpc_endpoints.is_set()) {
    api.error("OT2709", "only a private API has VPC endpoints",
              "set endpoint_type to ApiEndpointType::private_, or leave vpc_endpoints out");
  }
}

void check_compression(const Construct& api, const Value<std::int64_t>& size) {
  const Node& node = size.node();
  if (node.kind == NodeKind::integer && (node.integer < 0 || node.integer > 10485760)) {
    api.error("OT2712", "answers are compressed from 0 to 10,485,760 bytes on");
  }
}

cfn::apigateway::RestApiProps lower(const Id& id, std::string_view name,
                                    const RestApiProps& props) {
  cfn::apigateway::RestApiProps lowered{
      .id = id,
      .binary_media_types = props.binary_media_types,
      .description = props.description,
      .endpoint_configuration =
          cfn::apigateway::rest_api::EndpointConfiguration{
              .types = {text_of(props.endpoint_type)},
              .vpc_endpoint_ids = props.vpc_endpoints,
          },
      .minimum_compression_size = props.minimum_compression_size,
      .name = or_else(props.name, name),
  };
  if (props.disable_execute_api_endpoint) lowered.disable_execute_api_endpoint = true;
  if (!props.policy.is_empty()) lowered.policy = props.policy.json();
  return lowered;
}

// Names of variables stand for any text in the ARNs of calls.
std::string any_for_variables(std::string_view path) {
  std::string text;
  bool in_variable = false;
  for (const char c : path) {
    if (c == '{') text += '*';
    in_variable = c == '{' || (in_variable && c != '}');
    if (!in_variable && c != '}') text += c;
  }
  return text;
}

}  // namespace

RestApi::RestApi(Attach at, const RestApiProps& props)
    : Construct(std::move(at)),
      cors_(props.cors),
      has_binary_media_types_(props.binary_media_types.is_set()),
      endpoint_type_(props.endpoint_type),
      stage_name_(props.stage.name.value()),
      resource_(add(lower(primary(), Construct::id(), props))),
      root_(add(MadeApiResourceProps{.id = primary(), .api = *this, .options = {}})),
      deployment_(add(cfn::apigateway::DeploymentProps{
          .id = child("Deployment"),
          .rest_api_id = resource_.ref(),
      })),
      stage_(make_stage(props)) {
  const apigateway::StageLogging logging{props.stage.access_log, props.stage.data_trace,
                                         props.stage.log_level, props.stage.name};
  apigateway::check_stage(*this, logging);
  check_cache(*this, props.stage);
  check_endpoint(*this, props);
  check_compression(*this, props.minimum_compression_size);
  deployment_.add_digest_source(resource_);
  account_ = apigateway::logging_account(*this, child("Account"), logging, props.account,
                                         props.make_account, resource_);
  if (account_ != nullptr) stage_.depends_on(account_->resource());
  if (!cors_) return;
  root_.add_cors_preflight(*cors_);
  if (!apigateway::CorsAnswer(*cors_).gateway_headers().is_set()) return;
  set_gateway_response(GatewayResponseType::default_4xx, {});
  set_gateway_response(GatewayResponseType::default_5xx, {});
}

cfn::apigateway::Stage& RestApi::make_stage(const RestApiProps& props) {
  const ApiStageOptions& stage = props.stage;
  cfn::apigateway::StageProps lowered{
      .id = child("Stage"),
      .rest_api_id = resource_.ref(),
      .access_log_setting = lower(stage.access_log),
      .deployment_id = deployment_.ref(),
      .description = stage.description,
      .method_settings = method_settings(stage),
      .stage_name = stage_name_,
      .variables = stage.variables,
  };
  if (stage.cache_size != ApiCacheSize::none) {
    lowered.cache_cluster_enabled = true;
    lowered.cache_cluster_size = text_of(stage.cache_size);
  }
  if (stage.tracing) lowered.tracing_enabled = true;
  return add(lowered);
}

void RestApi::finish() {
  if (has_method_) return;
  error("OT2703", "the API has no method, so there is nothing to deploy",
        "add one, e.g. api.root().add_method(HttpMethod::get, MockIntegration{}), or give cors");
}

void RestApi::serve(const omnitrack::Resource& resource) {
  deployment_.add_digest_source(resource);
  deployment_.depends_on(resource);
}

Value<cfn::apigateway::RequestValidatorId> RestApi::validator(RequestValidation validation) {
  if (validation == RequestValidation::none) return {};
  constexpr std::string_view names[] = {"", "BodyValidator", "ParametersValidator",
                                        "BodyAndParametersValidator"};
  const auto index = static_cast<std::size_t>(validation);
  if (validators_[index] == nullptr) {
    validators_[index] = &add(cfn::apigateway::RequestValidatorProps{
        .id = child(names[index]),
        .rest_api_id = resource_.ref(),
        .validate_request_body = validation != RequestValidation::parameters,
        .validate_request_parameters = validation != RequestValidation::body,
    });
    deployment_.add_digest_source(*validators_[index]);
  }
  return validators_[index]->ref();
}

ApiAuthorizer& RestApi::add_authorizer(const CognitoAuthorizerProps& props) {
  ApiAuthorizer& made = add(MadeApiAuthorizerProps{
      .id = props.id,
      .api = *this,
      .name = or_else(props.name, props.id.text()),
      .cognito = &props,
  });
  deployment_.add_digest_source(made.resource());
  return made;
}

ApiAuthorizer& RestApi::add_authorizer(const LambdaAuthorizerProps& props) {
  ApiAuthorizer& made = add(MadeApiAuthorizerProps{
      .id = props.id,
      .api = *this,
      .name = or_else(props.name, props.id.text()),
      .lambda = &props,
  });
  deployment_.add_digest_source(made.resource());
  return made;
}

cfn::apigateway::Model& RestApi::add_model(const ApiModelProps& props) {
  auto& made = add(cfn::apigateway::ModelProps{
      .id = props.id,
      .rest_api_id = resource_.ref(),
      .content_type = props.content_type,
      .description = props.description,
      .name = props.name,
      .schema = props.schema,
  });
  deployment_.add_digest_source(made);
  return made;
}

cfn::apigateway::DomainName& RestApi::add_domain_name(const ApiDomainNameProps& props) {
  auto& made = add(cfn::apigateway::DomainNameProps{
      .id = props.id,
      .domain_name = props.domain_name,
      .endpoint_configuration =
          cfn::apigateway::domain_name::EndpointConfiguration{.types = {text_of(endpoint_type_)}},
      .security_policy = "TLS_1_2",
  });
  if (endpoint_type_ == ApiEndpointType::edge) {
    made.props.certificate_arn = props.certificate;
  } else {
    made.props.regional_certificate_arn = props.certificate;
  }
  if (endpoint_type_ == ApiEndpointType::private_) {
    made.error("OT2715", "a private API takes no public domain name",
               "make a cfn::apigateway::DomainNameV2 with its mapping and access association");
  }
  made.add(cfn::apigateway::BasePathMappingProps{
      .id = Id("Mapping", props.id.source().file, props.id.source().line),
      .domain_name = made.ref(),
      .base_path = props.base_path,
      .rest_api_id = resource_.ref(),
      .stage = stage_.ref(),
  });
  return made;
}

UsagePlan& RestApi::add_usage_plan(const UsagePlanProps& props) {
  return add(MadeUsagePlanProps{
      .id = props.id,
      .given = props,
      .api = resource_.ref(),
      .stage = stage_.ref(),
  });
}

cfn::apigateway::GatewayResponse& RestApi::set_gateway_response(
    GatewayResponseType type, const GatewayResponseOptions& options) {
  cfn::apigateway::GatewayResponse*& made = gateway_responses_[static_cast<std::size_t>(type)];
  if (made == nullptr) {
    made = &add(cfn::apigateway::GatewayResponseProps{
        .id = child(words_of(text_of(type)) + "Response"),
        .response_type = text_of(type),
        .rest_api_id = resource_.ref(),
    });
    // An answer that is set does not inherit the headers of the defaults.
    if (cors_) made->props.response_parameters = apigateway::CorsAnswer(*cors_).gateway_headers();
    serve(*made);
  }
  const Node& headers = options.headers.node();
  for (std::uint32_t i = 0; headers.kind == NodeKind::object && i < headers.size; ++i) {
    made->props.response_parameters.set(headers.fields[i].key,
                                        Value<std::string>::from_node(headers.fields[i].value));
  }
  if (options.status_code.is_set()) made->props.status_code = options.status_code;
  if (options.templates.is_set()) made->props.response_templates = options.templates;
  return *made;
}

Value<std::string> RestApi::url(std::string_view path) const {
  if (!path.starts_with('/')) {
    error("OT2714", "the path '" + std::string(path) + "' does not begin with a slash");
  }
  return concat("https://", apigateway::domain_of(stack(), resource_.ref()), "/", stage_name_,
                path);
}

Value<std::string> RestApi::arn_of(const Value<std::string>& stage, HttpMethod method,
                                   std::string_view path) const {
  if (!path.starts_with('/')) {
    error("OT2714", "the path '" + std::string(path) + "' does not begin with a slash");
  }
  const std::string_view verb = method == HttpMethod::any ? "*" : http_method_text(method);
  return stack().arn("execute-api",
                     concat(resource_.ref(), "/", stage, "/", verb, any_for_variables(path)));
}

Value<std::string> RestApi::arn_for_execute_api(HttpMethod method, std::string_view path) const {
  return arn_of(stage_name_, method, path);
}

Value<std::string> RestApi::stage_arn() const {
  return concat("arn:", stack().partition(), ":apigateway:", stack().region(), "::/restapis/",
                resource_.ref(), "/stages/", stage_name_);
}

}  // namespace omnitrack
