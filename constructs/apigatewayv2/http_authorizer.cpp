#include <string>

#include "../apigateway/gateway.hpp"
#include "made_props.hpp"
#include <omnitrack/cfn/apigatewayv2.hpp>
#include <omnitrack/codes.hpp>
#include <omnitrack/cognito/user_pool.hpp>
#include <omnitrack/cognito/user_pool_client.hpp>
#include <omnitrack/fn.hpp>

namespace omnitrack {

namespace {

using cfn::apigatewayv2::AuthorizerProps;
using cfn::apigatewayv2::authorizer::JWTConfiguration;

AuthorizerProps jwt_props(const Id& id, const MadeHttpApiAuthorizerProps& props,
                          const Value<std::string>& identity_source,
                          const JWTConfiguration& configuration) {
  return {
      .id = id,
      .api_id = props.api.api_id(),
      .authorizer_type = "JWT",
      .name = props.name,
      .identity_source = {identity_source},
      .jwt_configuration = configuration,
  };
}

AuthorizerProps lambda_props(const Id& id, const MadeHttpApiAuthorizerProps& props) {
  const HttpLambdaAuthorizerProps& given = *props.lambda;
  AuthorizerProps made{
      .id = id,
      .api_id = props.api.api_id(),
      .authorizer_type = "REQUEST",
      .name = props.name,
      .authorizer_payload_format_version = "2.0",
      .authorizer_result_ttl_in_seconds = given.cache_ttl.value(),
      .authorizer_uri = apigateway::invocation_uri(props.api.stack(), given.function),
      .identity_source = given.identity_sources,
  };
  if (given.simple_responses) made.enable_simple_responses = true;
  return made;
}

AuthorizerProps authorizer_props(const Id& id, const MadeHttpApiAuthorizerProps& props) {
  if (props.lambda != nullptr) return lambda_props(id, props);
  if (props.jwt != nullptr) {
    return jwt_props(id, props, props.jwt->identity_source,
                     {.audience = props.jwt->audience, .issuer = props.jwt->issuer});
  }
  JWTConfiguration configuration{.issuer = props.user_pool->user_pool->provider_url()};
  for (const auto& client : props.user_pool->clients) configuration.audience.add(client->id());
  return jwt_props(id, props, props.user_pool->identity_source, configuration);
}

}  // namespace

HttpApiAuthorizer::HttpApiAuthorizer(Attach at, const MadeHttpApiAuthorizerProps& props)
    : Construct(std::move(at)),
      takes_tokens_(props.lambda == nullptr),
      resource_(add(authorizer_props(primary(), props))) {
  if (props.lambda == nullptr) return;
  apigateway::allow_invoke(
      *this, child("InvokePermission"), props.lambda->function,
      stack().arn("execute-api", concat(props.api.api_id(), "/authorizers/", resource_.ref())));
  const HttpAuthorizerTtl& ttl = props.lambda->cache_ttl;
  if (!ttl.is_broken()) return;
  error(codes::OT3302, "cache_ttl is " + std::to_string(ttl.number()) + ", which is out of bounds",
        "it is 0 to 3600 seconds");
}

Value<cfn::apigatewayv2::AuthorizerId> HttpApiAuthorizer::id() const { return resource_.ref(); }

}  // namespace omnitrack
