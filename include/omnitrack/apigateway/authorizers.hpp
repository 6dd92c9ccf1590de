#pragma once

#include <omnitrack/cfn/apigateway.hpp>
#include <omnitrack/lambda/function_link.hpp>

namespace omnitrack {

class UserPool;

/// An authorizer that takes the tokens of Cognito user pools.
/// https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-integrate-with-cognito.html
struct CognitoAuthorizerProps {
  Id id;
  /// The user pools.
  Required<Items<Link<const UserPool>>, struct required_user_pools> user_pools;
  /// Where the token is.
  Value<std::string> identity_source = "method.request.header.Authorization";
  /// The authorizer's name; the id where it is left out.
  Value<std::string> name = {};
};

/// What a Lambda authorizer is given.
enum class LambdaAuthorizerKind : std::uint8_t {
  token,    ///< one header
  request,  ///< the whole request but its body
};

/// An authorizer that asks a Lambda function.
/// https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-use-lambda-authorizer.html
struct LambdaAuthorizerProps {
  Id id;
  /// The function.
  Required<FunctionLink, struct required_function> function;
  /// How long an answer is kept, in seconds, 0 to 3,600; 300 where it is left out.
  Value<std::int64_t> cache_ttl = {};
  /// What a call must have, and by which answers are kept, e.g. `method.request.querystring.key`;
  /// the Authorization header where it is left out.
  List<std::string> identity_sources = {};
  LambdaAuthorizerKind kind = LambdaAuthorizerKind::request;
  /// The authorizer's name; the id where it is left out.
  Value<std::string> name = {};
  /// A regular expression that a token has to match before the function is asked.
  Value<std::string> token_pattern = {};
};

/// What decides who may call a method: AWS::ApiGateway::Authorizer and, where it asks a function,
/// AWS::Lambda::Permission. Made by `RestApi::add_authorizer`.
class ApiAuthorizer final : public Construct {
 public:
  ApiAuthorizer(Attach at, const struct MadeApiAuthorizerProps& props);

  /// What `Ref` returns.
  [[nodiscard]] Value<cfn::apigateway::AuthorizerId> id() const { return resource_.ref(); }
  /// Whether it takes the tokens of user pools, whose scopes a method can ask for.
  [[nodiscard]] bool is_cognito() const { return is_cognito_; }
  /// The authorizer's own resource.
  [[nodiscard]] cfn::apigateway::Authorizer& resource() { return resource_; }

 private:
  bool is_cognito_;
  cfn::apigateway::Authorizer& resource_;
};

/// Who may call a method.
class ApiAuthorization {
 public:
  /// Everybody.
  constexpr ApiAuthorization() = default;
  /// Whom the authorizer lets in.
  ApiAuthorization(const ApiAuthorizer& authorizer) : authorizer_(&authorizer) {}
  /// Those whose IAM policies allow `execute-api:Invoke`.
  static constexpr ApiAuthorization iam() {
    ApiAuthorization authorization;
    authorization.is_iam_ = true;
    return authorization;
  }

  /// The authorizer; null where there is none.
  [[nodiscard]] const ApiAuthorizer* authorizer() const { return authorizer_; }
  /// `NONE`, `AWS_IAM`, `COGNITO_USER_POOLS` or `CUSTOM`.
  [[nodiscard]] std::string_view type() const;

 private:
  const ApiAuthorizer* authorizer_ = nullptr;
  bool is_iam_ = false;
};

}  // namespace omnitrack
