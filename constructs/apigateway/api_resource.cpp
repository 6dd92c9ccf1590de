#include "omnitrack/apigateway/api_resource.hpp"

#include <string>

#include "cors.hpp"
#include "gateway.hpp"
#include "integrations.hpp"
#include "made_props.hpp"
#include <omnitrack/codes.hpp>

namespace omnitrack {

using cfn::apigateway::Method;
using cfn::apigateway::method::Integration;

namespace {

bool is_variable(std::string_view part) { return part.starts_with('{'); }

std::string path_below(const ApiResource* parent, std::string_view part) {
  std::string path(parent != nullptr ? parent->url_path() : std::string_view{});
  if (!path.ends_with('/')) path += '/';
  return path.append(part);
}

}  // namespace

ApiResource::ApiResource(Attach at, const MadeApiResourceProps& props)
    : Construct(std::move(at)),
      api_(props.api),
      url_path_(detail::copy_text(path_below(props.parent, props.part))) {
  if (props.parent == nullptr) return;
  check_part(*props.parent, props.part);
  resource_ = &add(cfn::apigateway::ResourceProps{
      .id = primary(),
      .parent_id = props.parent->id(),
      .path_part = props.part,
      .rest_api_id = api_.id(),
  });
  api_.digest(*resource_);
  if (!props.options.preflight) return;
  if (props.options.cors) {
    add_cors_preflight(*props.options.cors);
  } else if (api_.cors_) {
    make_preflight(*api_.cors_);  // the root checked it for the whole API
  }
}

// https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html
void ApiResource::check_part(const ApiResource& parent, std::string_view part) {
  const std::string named = "'" + std::string(part) + "'";
  if (!detail::PathPartRule::fits(part)) {
    error(codes::OT2701, named + " cannot be a part of a path",
          "a part has letters, digits, '.', '_', '-' and ':', or is one name in braces such as "
          "{id} or {proxy+}; make nested paths by add_resource on the path above");
  }
  if (parent.url_path_.ends_with("+}")) {
    error(codes::OT2702, "nothing can be below '" + std::string(parent.url_path_) + "'",
          "a variable with a plus stands for the whole rest of a path");
  }
}

ApiResource& ApiResource::add_resource(const PathPart& part, const ApiResourceOptions& options) {
  const std::string_view text = part.text();
  ApiResource& made = add(MadeApiResourceProps{
      .id = Id(options.id.empty() ? text : options.id.text(), part.source()),
      .api = api_,
      .options = options,
      .parent = this,
      .part = text,
  });
  if (!is_variable(text)) return made;
  if (!variable_child_.empty()) {
    made.error(codes::OT2702,
               "'" + std::string(url_path_) + "' has the variable part '" +
                   std::string(variable_child_) + "' below it already",
               "API Gateway takes one variable part below a path; use that one for both");
  }
  variable_child_ = text;
  return made;
}

Method& ApiResource::add_method(const HttpVerb& verb, const LambdaIntegration& integration,
                                const ApiMethodOptions& options) {
  Method& method =
      make_method(verb, apigateway::lower(integration, stack()),
                  apigateway::method_responses(integration.options, integration.proxy), options);
  const std::string prefix(verb.text());
  // Beside the method, not below it, since the deployment waits for what is below.
  apigateway::allow_invoke(*this, Id(prefix + "InvokePermission", verb.source()),
                           integration.function,
                           api_.arn_for_execute_api(verb.method(), url_path_));
  if (integration.allow_test_invoke) {
    apigateway::allow_invoke(*this, Id(prefix + "TestInvokePermission", verb.source()),
                             integration.function,
                             api_.arn_of("test-invoke-stage", verb.method(), url_path_));
  }
  return method;
}

Method& ApiResource::add_method(const HttpVerb& verb, const MockIntegration& integration,
                                const ApiMethodOptions& options) {
  return make_method(verb, apigateway::lower(integration),
                     apigateway::method_responses(integration.options, false), options);
}

Method& ApiResource::add_method(const HttpVerb& verb, const HttpIntegration& integration,
                                const ApiMethodOptions& options) {
  return make_method(verb, apigateway::lower(integration),
                     apigateway::method_responses(integration.options, integration.proxy), options);
}

Method& ApiResource::add_method(const HttpVerb& verb, const AwsIntegration& integration,
                                const ApiMethodOptions& options) {
  return make_method(verb, apigateway::lower(integration, stack()),
                     apigateway::method_responses(integration.options, false), options);
}

Method& ApiResource::make_method(const HttpVerb& verb, const Integration& integration,
                                 const List<MethodResponse>& responses,
                                 const ApiMethodOptions& options) {
  Method& method = add(cfn::apigateway::MethodProps{
      .id = Id(verb.text(), verb.source()),
      .http_method = verb.text(),
      .resource_id = id(),
      .rest_api_id = api_.id(),
      .authorization_scopes = options.authorization_scopes,
      .authorization_type = options.authorization.type(),
      .integration = integration,
      .method_responses = responses,
      .operation_name = options.operation_name,
      .request_models = options.request_models,
      .request_parameters = options.request_parameters,
      .request_validator_id = api_.validator(options.request_validation),
  });
  if (options.api_key_required) method.props.api_key_required = true;
  if (options.responses.size() != 0) {
    method.props.method_responses = List<MethodResponse>(options.responses);
  }
  const ApiAuthorizer* authorizer = options.authorization.authorizer();
  if (authorizer != nullptr) method.props.authorizer_id = authorizer->id();
  if (options.authorization_scopes.is_set() &&
      (authorizer == nullptr || !authorizer->is_cognito())) {
    method.error(codes::OT2708, "the method asks for scopes, but has no authorizer that knows them",
                 "scopes come with Cognito's tokens: give a Cognito authorizer");
  }
  const bool validates_body = options.request_validation == RequestValidation::body ||
                              options.request_validation == RequestValidation::body_and_parameters;
  if (validates_body && !options.request_models.is_set()) {
    method.warning(codes::OT2716, "the body is to be validated, but the method has no model of it",
                   "give request_models, since without one every body is valid");
  }
  api_.has_method_ = true;
  api_.serve(method);
  return method;
}

Method& ApiResource::add_cors_preflight(const ApiCors& cors) {
  apigateway::check_cors(*this, cors);
  return make_preflight(cors);
}

Method& ApiResource::make_preflight(const ApiCors& cors) {
  constexpr std::string_view prefix = "method.response.header.";
  const apigateway::CorsAnswer answer(cors);
  IntegrationResponse mapped{
      .status_code = "204",
      .response_parameters = answer.preflight_headers(prefix),
  };
  const Value<std::string> origin = answer.origin_template();
  if (origin.is_set()) mapped.response_templates = {{"application/json", origin}};
  const IntegrationOptions options{
      .request_templates = {{"application/json", R"({"statusCode":204})"}},
      .responses = {mapped},
  };
  // The template of a mock needs text, also where every content type is handed on as bytes.
  Integration integration = apigateway::lower(MockIntegration{.options = options});
  if (api_.has_binary_media_types_) {
    integration.content_handling = Integration::ContentHandling::convert_to_text;
  }
  MethodResponse response{.status_code = mapped.status_code};
  const Map<std::string> headers = mapped.response_parameters;
  for (std::uint32_t i = 0; i < headers.node().size; ++i) {
    response.response_parameters.set(headers.node().fields[i].key, true);
  }
  if (origin.is_set()) {
    response.response_parameters.set(
        std::string(prefix).append(apigateway::CorsAnswer::origin_header), true);
  }
  const HttpVerb verb(HttpMethod::options, source().file, source().line);
  return make_method(verb, integration, {response}, {});
}

Value<cfn::apigateway::ResourceId> ApiResource::id() const {
  return resource_ != nullptr ? resource_->ref() : api_.root_resource_id();
}

Value<std::string> ApiResource::url() const { return api_.url(url_path_); }

}  // namespace omnitrack
