#pragma once

#include <omnitrack/checked_number.hpp>
#include <omnitrack/construct.hpp>
#include <omnitrack/lambda/function_link.hpp>

namespace omnitrack::cfn::apigatewayv2 {
class Authorizer;  // defined in <omnitrack/cfn/apigatewayv2.hpp>
enum class AuthorizerId : char;
}  // namespace omnitrack::cfn::apigatewayv2

namespace omnitrack {

class UserPool;
class UserPoolClient;

namespace detail {

inline void an_http_api_keeps_the_answer_of_an_authorizer_for_0_to_3600_seconds() {}

}  // namespace detail

/// How long the answer of an HTTP API's authorizer is kept, in seconds.
using HttpAuthorizerTtl = CheckedNumber<detail::TimeBetween<
    0, 3600, detail::an_http_api_keeps_the_answer_of_an_authorizer_for_0_to_3600_seconds, 1>>;

/// An authorizer of an HTTP API that takes the tokens (JWT) of an issuer.
/// https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html
struct JwtAuthorizerProps {
  Id id;
  /// Whom tokens are for: the claim `aud` or `client_id` must be one of these.
  Required<List<std::string>, struct required_audience> audience;
  /// The issuer's address, e.g. `https://example.eu.auth0.com/`.
  Required<Value<std::string>, struct required_issuer> issuer;
  /// Where the token is.
  Value<std::string> identity_source = "$request.header.Authorization";
  /// The authorizer's name; the id where it is left out.
  Value<std::string> name = {};
};

/// An authorizer of an HTTP API that takes the tokens of a user pool's clients.
struct UserPoolAuthorizerProps {
  Id id;
  /// The clients whose tokens are taken.
  Required<Items<Link<const UserPoolClient>>, struct required_clients> clients;
  /// The user pool.
  Required<Link<const UserPool>, struct required_user_pool> user_pool;
  /// Where the token is.
  Value<std::string> identity_source = "$request.header.Authorization";
  /// The authorizer's name; the id where it is left out.
  Value<std::string> name = {};
};

/// An authorizer of an HTTP API that asks a Lambda function.
/// https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html
struct HttpLambdaAuthorizerProps {
  Id id;
  /// The function.
  Required<FunctionLink, struct required_function> function;
  /// How long an answer is kept, in seconds, 0 to 3,600.
  HttpAuthorizerTtl cache_ttl = 300;
  /// What a call must have, and by which answers are kept, e.g. `$request.querystring.key`.
  List<std::string> identity_sources = {"$request.header.Authorization"};
  /// The authorizer's name; the id where it is left out.
  Value<std::string> name = {};
  /// Whether the function answers by `isAuthorized` and not by a policy.
  Bool simple_responses = true;
};

/// What decides who may call routes of an HTTP API: AWS::ApiGatewayV2::Authorizer and, where it
/// asks a function, AWS::Lambda::Permission. Made by `HttpApi::add_authorizer`.
/// https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-access-control.html
class HttpApiAuthorizer final : public Construct {
 public:
  HttpApiAuthorizer(Attach at, const struct MadeHttpApiAuthorizerProps& props);

  /// The id.
  [[nodiscard]] Value<cfn::apigatewayv2::AuthorizerId> id() const;
  /// Whether it takes tokens, whose scopes a route can ask for.
  [[nodiscard]] bool takes_tokens() const { return takes_tokens_; }
  /// The authorizer's own resource.
  [[nodiscard]] cfn::apigatewayv2::Authorizer& resource() { return resource_; }

 private:
  bool takes_tokens_;
  cfn::apigatewayv2::Authorizer& resource_;
};

/// Who may call a route of an HTTP API; whom the API says by default.
class HttpApiAuthorization {
 public:
  /// How a call is checked.
  enum class Kind : std::uint8_t { as_the_api, none, iam, authorizer };

  /// Whom the API says: everybody, unless the API has a default.
  constexpr HttpApiAuthorization() = default;
  /// Whom the authorizer lets in.
  HttpApiAuthorization(const HttpApiAuthorizer& authorizer)
      : kind_(Kind::authorizer), authorizer_(&authorizer) {}
  /// Everybody, whatever the API says.
  static constexpr HttpApiAuthorization none() { return HttpApiAuthorization(Kind::none); }
  /// Those whose IAM policies allow `execute-api:Invoke`.
  static constexpr HttpApiAuthorization iam() { return HttpApiAuthorization(Kind::iam); }

  /// How a call is checked.
  [[nodiscard]] Kind kind() const { return kind_; }
  /// The authorizer; null where there is none.
  [[nodiscard]] const HttpApiAuthorizer* authorizer() const { return authorizer_; }

 private:
  constexpr explicit HttpApiAuthorization(Kind kind) : kind_(kind) {}
  Kind kind_ = Kind::as_the_api;
  const HttpApiAuthorizer* authorizer_ = nullptr;
};

}  // namespace omnitrack
