#include <string>

#include "cors.hpp"
#include <omnitrack/apigateway/rest_api.hpp>

namespace omnitrack {

namespace {

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

// The name of a header stands for the parameter that sets it.
std::string parameter_of(std::string_view header) {
  constexpr std::string_view prefix = "gatewayresponse.header.";
  return header.starts_with(prefix) ? std::string(header) : std::string(prefix).append(header);
}

}  // namespace

cfn::apigateway::GatewayResponse& RestApi::set_gateway_response(
    GatewayResponseType type, const GatewayResponseOptions& options) {
  cfn::apigateway::GatewayResponse*& made = gateway_responses_[static_cast<std::size_t>(type)];
  if (made == nullptr) {
    made = &add(cfn::apigateway::GatewayResponseProps{
        .id = child(words_of(text_of(type)) + "Response"),
        .response_type = text_of(type),
        .rest_api_id = id_,
    });
    // An answer that is set does not inherit the headers of the defaults.
    if (cors_) made->props.response_parameters = apigateway::CorsAnswer(*cors_).gateway_headers();
    serve(*made);
  }
  const Node& headers = options.headers.node();
  for (std::uint32_t i = 0; headers.kind == NodeKind::object && i < headers.size; ++i) {
    made->props.response_parameters.set(parameter_of(headers.fields[i].key),
                                        Value<std::string>::from_node(headers.fields[i].value));
  }
  if (options.status_code.is_set()) made->props.status_code = options.status_code;
  if (options.templates.is_set()) made->props.response_templates = options.templates;
  return *made;
}

}  // namespace omnitrack
