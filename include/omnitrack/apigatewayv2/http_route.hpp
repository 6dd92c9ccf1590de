#pragma once

#include <omnitrack/apigateway/stage.hpp>
#include <omnitrack/apigatewayv2/http_authorizer.hpp>
#include <omnitrack/apigatewayv2/http_integration.hpp>
#include <omnitrack/placed_text.hpp>

namespace omnitrack::cfn::apigatewayv2 {
class Integration;  // defined in <omnitrack/cfn/apigatewayv2.hpp>
class Route;        // defined in <omnitrack/cfn/apigatewayv2.hpp>
}  // namespace omnitrack::cfn::apigatewayv2

namespace omnitrack {

class HttpApi;

namespace detail {

inline void
a_route_is_a_method_and_a_path_with_a_slash_such_as_GET_slash_items_or_dollar_default() {}

// https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html
struct HttpRouteRule {
  static constexpr std::string_view methods[] = {"ANY",     "DELETE", "GET",  "HEAD",
                                                 "OPTIONS", "PATCH",  "POST", "PUT"};
  static constexpr bool is_path(std::string_view path) {
    if (!path.starts_with('/')) return false;
    bool is_inside = false;
    for (std::size_t i = 0; i < path.size(); ++i) {
      const char c = path[i];
      if (c == '{') {
        if (is_inside || path[i - 1] != '/') return false;
        is_inside = true;
      } else if (c == '}') {
        if (!is_inside || path[i - 1] == '{') return false;
        is_inside = false;
        if (i + 1 < path.size() && (path[i + 1] != '/' || path[i - 1] == '+')) return false;
      } else if (c <= ' ' || c == '?' || c == '#' || (is_inside && c == '/')) {
        return false;
      }
    }
    return !is_inside;
  }
  static constexpr bool fits(std::string_view key) {
    if (key == "$default") return true;
    const std::size_t space = key.find(' ');
    if (space == std::string_view::npos) return false;
    for (const std::string_view method : methods) {
      if (key.substr(0, space) == method) return is_path(key.substr(space + 1));
    }
    return false;
  }
  static constexpr void demand(bool fits) {
    if (!fits) {
      a_route_is_a_method_and_a_path_with_a_slash_such_as_GET_slash_items_or_dollar_default();
    }
  }
};

}  // namespace detail

/// Which calls a route of an HTTP API is for: a method and a path, e.g. `GET /items/{id}` or
/// `ANY /{proxy+}`, or `$default` for all that no other route takes. It remembers the line that
/// names it.
using HttpRouteKey = PlacedText<detail::HttpRouteRule>;

/// Options of a route of an HTTP API.
struct HttpRouteOptions {
  /// Who may call it; whom the API says where it is left out.
  HttpApiAuthorization authorization = {};
  /// The scopes of which a token must have one; those of the API's default where they are left out
  /// together with `authorization`.
  List<std::string> authorization_scopes = {};
  /// The id, where that of the key is taken; e.g. `GetItemsId` of `GET /items/{id}`.
  Text id = {};
  /// The name of the operation in generated clients.
  Value<std::string> operation_name = {};
  /// How many calls of the API's own stage are let through.
  ApiThrottle throttle = {};
};

/// A route of an HTTP API: AWS::ApiGatewayV2::Route with its AWS::ApiGatewayV2::Integration, and as
/// needed AWS::Lambda::Permission and a role (AWS::IAM::Role). Made by `HttpApi::add_route`.
/// https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html
class HttpRoute final : public Construct {
 public:
  HttpRoute(Attach at, const struct MadeHttpRouteProps& props);

  /// Allows to call the route, where IAM authorizes.
  void grant_invoke(Grantee& grantee) const;

  /// The ARN that policies and permissions name for the route's calls, in any stage.
  [[nodiscard]] Value<std::string> arn_for_execute_api() const;
  /// The route's key.
  [[nodiscard]] std::string_view key() const { return key_; }
  /// The route's own resource.
  [[nodiscard]] cfn::apigatewayv2::Route& resource() { return resource_; }
  /// What it calls, which other routes may share.
  [[nodiscard]] cfn::apigatewayv2::Integration& integration() { return *integration_; }

 private:
  friend class HttpApi;
  void authorize(const HttpApiAuthorization& by, const List<std::string>& scopes);

  const HttpApi& api_;
  std::string_view key_;
  HttpRouteOptions options_;
  cfn::apigatewayv2::Route& resource_;
  cfn::apigatewayv2::Integration* integration_ = nullptr;
};

}  // namespace omnitrack
