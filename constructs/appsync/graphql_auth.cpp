#include "graphql_auth.hpp"

#include <omnitrack/cognito/user_pool.hpp>
#include <omnitrack/lambda/any_function.hpp>

namespace omnitrack::appsync {

namespace {

namespace l1 = cfn::appsync::graphql_api;

Value<l1::LambdaAuthorizerConfig> function_config(const GraphqlAuth& auth) {
  if (auth.authorizer() == nullptr) return {};
  return l1::LambdaAuthorizerConfig{.authorizer_result_ttl_in_seconds = auth.cache_ttl(),
                                    .authorizer_uri = auth.authorizer()->arn()};
}

Value<l1::OpenIDConnectConfig> open_id_config(const GraphqlAuth& auth) {
  if (auth.kind() != GraphqlAuth::Kind::open_id) return {};
  return l1::OpenIDConnectConfig{.client_id = auth.client_id(), .issuer = auth.text()};
}

}  // namespace

std::string_view auth_name(GraphqlAuth::Kind kind) {
  static constexpr std::string_view names[] = {"API_KEY", "AWS_IAM", "AMAZON_COGNITO_USER_POOLS",
                                               "AWS_LAMBDA", "OPENID_CONNECT"};
  return names[static_cast<std::size_t>(kind)];
}

l1::AdditionalAuthenticationProvider additional_auth(const GraphqlAuth& auth, const Stack& stack) {
  using Provider = l1::AdditionalAuthenticationProvider;
  Provider made{
      .authentication_type = as<Provider::AuthenticationType>(auth_name(auth.kind())),
      .lambda_authorizer_config = function_config(auth),
      .open_id_connect_config = open_id_config(auth),
  };
  if (auth.pool() != nullptr) {
    made.user_pool_config = l1::CognitoUserPoolConfig{.app_id_client_regex = auth.text(),
                                                      .aws_region = stack.region(),
                                                      .user_pool_id = auth.pool()->id()};
  }
  return made;
}

void set_first_auth(const GraphqlAuth& auth, const Stack& stack,
                    cfn::appsync::GraphQLApiProps& props) {
  props.lambda_authorizer_config = function_config(auth);
  props.open_id_connect_config = open_id_config(auth);
  if (auth.pool() == nullptr) return;
  props.user_pool_config =
      l1::UserPoolConfig{.app_id_client_regex = auth.text(),
                         .aws_region = stack.region(),
                         .default_action = l1::UserPoolConfig::DefaultAction::allow,
                         .user_pool_id = auth.pool()->id()};
}

}  // namespace omnitrack::appsync
