#pragma once

#include <omnitrack/apigatewayv2/http_integration.hpp>

namespace omnitrack {

/// What a route of an HTTP API calls.
struct HttpIntegrationData {
  enum class Kind : std::uint8_t { function, url, in_vpc, service };

  Kind kind = Kind::function;
  HttpIntegrationOptions options = {};
  FunctionLink function = {};             // of a function
  Value<std::string> uri = {};            // of a web server or a private target
  HttpMethod method = HttpMethod::any;    // of these
  Value<std::string> connection_id = {};  // of a private target
  Text action = {};                       // of a service
  Map<std::string> parameters = {};       // of a service
  Text region = {};                       // of a service
  Link<const Role> role = {};             // of a service
  Link<const EventTarget> target = {};    // of a service
};

/// The way from an integration to what it holds.
struct HttpIntegrationMaker {
  static HttpRouteIntegration make(const HttpIntegrationData& data) {
    return HttpRouteIntegration(data);
  }
  static const HttpIntegrationData& data(const HttpRouteIntegration& integration) {
    return *integration.data_;
  }
};

}  // namespace omnitrack
