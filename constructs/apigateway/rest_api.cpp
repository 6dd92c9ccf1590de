#include "omnitrack/apigateway/rest_api.hpp"

#include <string>

#include "../imported.hpp"
#include "cors.hpp"
#include "definition.hpp"
#include "gateway.hpp"
#include "made_props.hpp"
#include <omnitrack/codes.hpp>
#include <omnitrack/ec2/interface_endpoint.hpp>
#include <omnitrack/fn.hpp>

namespace omnitrack {

namespace {

std::string_view text_of(ApiEndpointType type) {
  constexpr std::string_view texts[] = {"EDGE", "REGIONAL", "PRIVATE"};
  return texts[static_cast<std::size_t>(type)];
}

Value<std::string> or_else(const Value<std::string>& given, std::string_view otherwise) {
  return given.is_set() ? given : Value<std::string>(otherwise);
}

void check_endpoint(const Construct& api, const RestApiProps& props) {
  const bool is_private = props.endpoint_type == ApiEndpointType::private_;
  if (is_private && props.policy.is_empty() && props.vpc_endpoints.empty()) {
    api.error(
        codes::OT2709, "a private API has no policy, and so nobody can call it",
        "give `vpc_endpoints`, through which alone it is then called, or a policy that allows "
        "execute-api:Invoke");
  }
  if (!is_private && !props.vpc_endpoints.empty()) {
    api.error(codes::OT2709, "only a private API has VPC endpoints",
              "set endpoint_type to ApiEndpointType::private_, or leave vpc_endpoints out");
  }
}

List<cfn::ec2::VPCEndpointId> ids_of(const Items<Link<const InterfaceEndpoint>>& endpoints) {
  List<cfn::ec2::VPCEndpointId> ids;
  for (const auto& endpoint : endpoints) ids.add(endpoint->id());
  return ids;
}

// Without a policy, its endpoints lead to a private API, and nothing else does.
PolicyDocument policy_of(const RestApiProps& props) {
  if (!props.policy.is_empty() || props.vpc_endpoints.empty()) return props.policy;
  return {{
      .actions = {"execute-api:Invoke"},
      .conditions = {{"StringEquals",
                      Json::object({{"aws:SourceVpce", ids_of(props.vpc_endpoints)}})}},
      .principals = PolicyPrincipal::anyone(),
      .resources = {"execute-api:/*"},
  }};
}

void check_compression(const Construct& api, const Value<std::int64_t>& size) {
  const Node& node = size.node();
  if (node.kind == NodeKind::integer && (node.integer < 0 || node.integer > 10485760)) {
    api.error(codes::OT2712, "answers are compressed from 0 to 10,485,760 bytes on");
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
              .vpc_endpoint_ids = ids_of(props.vpc_endpoints),
          },
      .minimum_compression_size = props.minimum_compression_size,
      .name = or_else(props.name, name),
  };
  if (props.disable_execute_api_endpoint) lowered.disable_execute_api_endpoint = true;
  const PolicyDocument policy = policy_of(props);
  if (!policy.is_empty()) lowered.policy = policy.json();
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
      resource_(&add(lower(primary(), Construct::id(), props))),
      name_(resource_->props.name),
      id_(resource_->ref()),
      root_id_(resource_->attr_root_resource_id()),
      root_(add(MadeApiResourceProps{.id = primary(), .api = *this, .options = {}})),
      deployment_(&add(cfn::apigateway::DeploymentProps{
          .id = child("Deployment"),
          .rest_api_id = id_,
      })),
      stage_(&make_stage(props.stage)) {
  const apigateway::StageLogging logging{props.stage.access_log, props.stage.data_trace,
                                         props.stage.log_level, props.stage.name};
  apigateway::check_stage(*this, logging);
  check_endpoint(*this, props);
  check_compression(*this, props.minimum_compression_size);
  if (props.definition.is_set()) {
    apigateway::set_definition<cfn::apigateway::rest_api::S3Location>(*this, child("Definition"),
                                                                      *resource_, props.definition);
    has_method_ = true;
  }
  deployment_->add_digest_source(*resource_);
  account_ = apigateway::logging_account(*this, child("Account"), logging, props.account,
                                         props.make_account, *resource_);
  if (account_ != nullptr) stage_->depends_on(account_->resource());
  if (!cors_) return;
  root_.add_cors_preflight(*cors_);
  if (!apigateway::CorsAnswer(*cors_).gateway_headers().is_set()) return;
  set_gateway_response(GatewayResponseType::default_4xx, {});
  set_gateway_response(GatewayResponseType::default_5xx, {});
}

void RestApi::finish() {
  if (has_method_ || is_imported()) return;
  error(codes::OT2703, "the API has no method, so there is nothing to deploy",
        "add one, e.g. api.root().add_method(HttpMethod::get, MockIntegration{}), or give `cors` "
        "or a `definition`");
}

void RestApi::serve(const omnitrack::Resource& resource) {
  digest(resource);
  if (deployment_ != nullptr) deployment_->depends_on(resource);
}

void RestApi::digest(const omnitrack::Resource& resource) {
  if (is_imported()) deploy_to_stage();
  if (deployment_ != nullptr) deployment_->add_digest_source(resource);
}

Value<cfn::apigateway::StageName> RestApi::stage_ref() {
  if (stage_ != nullptr) return stage_->ref();
  if (!stage_name_.is_set()) refuse_of_imported(*this, "its stage without `stage_name`");
  return as<cfn::apigateway::StageName>(stage_name_);
}

Value<cfn::apigateway::RequestValidatorId> RestApi::validator(RequestValidation validation) {
  if (validation == RequestValidation::none) return {};
  constexpr std::string_view names[] = {"", "BodyValidator", "ParametersValidator",
                                        "BodyAndParametersValidator"};
  const auto index = static_cast<std::size_t>(validation);
  if (validators_[index] == nullptr) {
    validators_[index] = &add(cfn::apigateway::RequestValidatorProps{
        .id = child(names[index]),
        .rest_api_id = id_,
        .validate_request_body = validation != RequestValidation::parameters,
        .validate_request_parameters = validation != RequestValidation::body,
    });
    digest(*validators_[index]);
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
  digest(made.resource());
  return made;
}

ApiAuthorizer& RestApi::add_authorizer(const LambdaAuthorizerProps& props) {
  ApiAuthorizer& made = add(MadeApiAuthorizerProps{
      .id = props.id,
      .api = *this,
      .name = or_else(props.name, props.id.text()),
      .lambda = &props,
  });
  digest(made.resource());
  return made;
}

cfn::apigateway::Model& RestApi::add_model(const ApiModelProps& props) {
  auto& made = add(cfn::apigateway::ModelProps{
      .id = props.id,
      .rest_api_id = id_,
      .content_type = props.content_type,
      .description = props.description,
      .name = props.name,
      .schema = props.schema,
  });
  digest(made);
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
    props.certificate.check_for_edge(made);
    made.props.certificate_arn = props.certificate.arn();
  } else {
    props.certificate.check_for_region(made);
    made.props.regional_certificate_arn = props.certificate.arn();
  }
  props.certificate.check_covers(made, props.domain_name);
  if (endpoint_type_ == ApiEndpointType::private_) {
    made.error(codes::OT2715, "a private API takes no public domain name",
               "make a cfn::apigateway::DomainNameV2 with its mapping and access association");
  }
  made.add(cfn::apigateway::BasePathMappingProps{
      .id = Id("Mapping", props.id.source()),
      .domain_name = made.ref(),
      .base_path = props.base_path,
      .rest_api_id = id_,
      .stage = stage_ref(),
  });
  return made;
}

UsagePlan& RestApi::add_usage_plan(const UsagePlanProps& props) {
  return add(MadeUsagePlanProps{
      .id = props.id,
      .given = props,
      .api = id_,
      .stage = stage_ref(),
  });
}

Value<std::string> RestApi::url(std::string_view path) const {
  if (!stage_name_.is_set()) refuse_of_imported(*this, "url() without `stage_name`");
  if (!path.starts_with('/')) {
    error(codes::OT2714, "the path '" + std::string(path) + "' does not begin with a slash");
  }
  return concat("https://", apigateway::domain_of(stack(), id_), "/", stage_name_, path);
}

Value<std::string> RestApi::arn_of(const Value<std::string>& stage, HttpMethod method,
                                   std::string_view path) const {
  if (!path.starts_with('/')) {
    error(codes::OT2714, "the path '" + std::string(path) + "' does not begin with a slash");
  }
  const std::string_view verb = method == HttpMethod::any ? "*" : http_method_text(method);
  return stack().arn("execute-api", concat(id_, "/", stage, "/", verb, any_for_variables(path)));
}

Value<std::string> RestApi::arn_for_execute_api(HttpMethod method, std::string_view path) const {
  return arn_of(stage_name_.is_set() ? stage_name_ : Value<std::string>("*"), method, path);
}

Value<std::string> RestApi::stage_arn() const {
  if (!stage_name_.is_set()) refuse_of_imported(*this, "stage_arn() without `stage_name`");
  return concat("arn:", stack().partition(), ":apigateway:", stack().region(), "::/restapis/", id_,
                "/stages/", stage_name_);
}

}  // namespace omnitrack
