#include "integrations.hpp"

#include "gateway.hpp"
#include <omnitrack/apigateway/rest_vpc_link.hpp>
#include <omnitrack/fn.hpp>
#include <omnitrack/iam/role.hpp>

namespace omnitrack::apigateway {

namespace {

constexpr std::string_view usual_status = "200";

Integration lower_common(Integration::Type type, const IntegrationOptions& options, bool proxy) {
  Integration lowered{.type = type};
  lowered.cache_key_parameters = options.cache_key_parameters;
  lowered.content_handling = options.content_handling;
  lowered.passthrough_behavior = options.passthrough_behavior;
  lowered.request_parameters = options.request_parameters;
  lowered.request_templates = options.request_templates;
  lowered.timeout_in_millis = options.timeout;
  if (proxy) return lowered;
  for (const IntegrationResponse& each : options.responses) lowered.integration_responses.add(each);
  if (options.responses.size() == 0) {
    lowered.integration_responses.add(IntegrationResponse{.status_code = usual_status});
  }
  return lowered;
}

}  // namespace

Integration lower(const LambdaIntegration& integration, const Stack& stack) {
  Integration lowered =
      lower_common(integration.proxy ? Integration::Type::aws_proxy : Integration::Type::aws,
                   integration.options, integration.proxy);
  // Functions are invoked by POST, whatever the method of the call.
  lowered.integration_http_method = "POST";
  lowered.uri = invocation_uri(stack, integration.function);
  return lowered;
}

Integration lower(const MockIntegration& integration) {
  Integration lowered = lower_common(Integration::Type::mock, integration.options, false);
  if (!lowered.request_templates.is_set()) {
    lowered.request_templates = {{"application/json", R"({"statusCode":200})"}};
  }
  return lowered;
}

Integration lower(const HttpIntegration& integration) {
  Integration lowered =
      lower_common(integration.proxy ? Integration::Type::http_proxy : Integration::Type::http,
                   integration.options, integration.proxy);
  lowered.integration_http_method = http_method_text(integration.http_method);
  lowered.uri = integration.url;
  if (integration.vpc_link.is_set()) {
    lowered.connection_type = Integration::ConnectionType::vpc_link;
    lowered.connection_id = integration.vpc_link->vpc_link_id();
  }
  return lowered;
}

Integration lower(const AwsIntegration& integration, const Stack& stack) {
  Integration lowered = lower_common(Integration::Type::aws, integration.options, false);
  lowered.credentials = integration.credentials->arn();
  lowered.integration_http_method = http_method_text(integration.http_method);
  lowered.uri =
      concat("arn:", stack.partition(),
             ":apigateway:", integration.region.is_set() ? integration.region : stack.region(), ":",
             integration.service, ":", integration.target.kind(), integration.target.name());
  return lowered;
}

List<MethodResponse> method_responses(const IntegrationOptions& options, bool proxy) {
  List<MethodResponse> responses;
  if (proxy) return responses;
  for (const IntegrationResponse& each : options.responses) {
    MethodResponse response{.status_code = each.status_code};
    const Node& mapped = each.response_parameters.node();
    for (std::uint32_t i = 0; mapped.kind == NodeKind::object && i < mapped.size; ++i) {
      response.response_parameters.set(mapped.fields[i].key, true);
    }
    responses.add(response);
  }
  if (options.responses.size() == 0) responses.add(MethodResponse{.status_code = usual_status});
  return responses;
}

}  // namespace omnitrack::apigateway
