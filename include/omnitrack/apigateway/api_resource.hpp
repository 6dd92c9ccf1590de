#pragma once

#include <omnitrack/apigateway/authorizers.hpp>
#include <omnitrack/apigateway/cors.hpp>
#include <omnitrack/apigateway/integrations.hpp>
#include <omnitrack/cfn/apigateway.hpp>
#include <omnitrack/characters.hpp>
#include <omnitrack/optional.hpp>
#include <omnitrack/placed_text.hpp>

namespace omnitrack {

class RestApi;

namespace detail {

inline void
a_path_part_has_letters_digits_and_dots_underscores_hyphens_colons_or_is_one_name_in_braces() {}

struct PathPartRule {
  static constexpr bool fits(std::string_view part) {
    const bool is_variable = part.size() > 2 && part.front() == '{' && part.back() == '}';
    if (is_variable) part = part.substr(1, part.size() - 2);
    if (is_variable && part.size() > 1 && part.back() == '+') part.remove_suffix(1);
    return !part.empty() && has_only_letters_digits_and("._-:", part);
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
using PathPart = PlacedText<detail::PathPartRule>;

namespace detail {
// The compiler's message shows the name.
struct a_method_is_given_by_its_name_such_as_HttpMethod_get;
}  // namespace detail

/// An HTTP method with the line that names it.
class HttpVerb {
 public:
  /// That method.
  HttpVerb(HttpMethod method, const char* file = __builtin_FILE(), unsigned line = __builtin_LINE())
      : method_(method), source_{file, line} {}
  /// A text; deleted, so that the compiler points at it.
  template <detail::TextLike S,
            class = detail::a_method_is_given_by_its_name_such_as_HttpMethod_get>
  HttpVerb(const S& text) = delete;

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
  Bool api_key_required = false;
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
  Items<MethodResponse> responses = {};
};

/// Options of a resource.
struct ApiResourceOptions {
  /// CORS of this resource alone; that of the API where it is left out.
  Optional<ApiCors> cors = {};
  /// The id, where that of the path's part is taken by another part with the same letters and
  /// digits, such as `id` beside `{id}`.
  Text id = {};
  /// Whether the resource answers the preflight of browsers, where the API has CORS.
  Bool preflight = true;
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
  cfn::apigateway::Method& make_preflight(const ApiCors& cors);
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

}  // namespace omnitrack
