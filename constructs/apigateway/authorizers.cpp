#include "gateway.hpp"
#include "made_props.hpp"
#include <omnitrack/codes.hpp>
#include <omnitrack/cognito/user_pool.hpp>
#include <omnitrack/fn.hpp>

namespace omnitrack {

namespace {

constexpr std::string_view cognito_type = "COGNITO_USER_POOLS";

std::string_view type_of(const MadeApiAuthorizerProps& props) {
  if (props.cognito != nullptr) return cognito_type;
  return props.lambda->kind == LambdaAuthorizerKind::token ? "TOKEN" : "REQUEST";
}

Value<std::string> identity_source(const LambdaAuthorizerProps& props) {
  if (!props.identity_sources.is_set()) return "method.request.header.Authorization";
  const bool is_empty = props.identity_sources.node().kind == NodeKind::list &&
                        props.identity_sources.node().size == 0;
  return is_empty ? Value<std::string>{} : apigateway::joined(props.identity_sources, ",");
}

// https://docs.aws.amazon.com/apigateway/latest/api/API_CreateAuthorizer.html
void check_lambda(const Construct& at, const LambdaAuthorizerProps& props) {
  const Node& sources = props.identity_sources.node();
  const Node& ttl = props.cache_ttl.node();
  const bool is_token = props.kind == LambdaAuthorizerKind::token;
  const bool caches = ttl.kind != NodeKind::integer || ttl.integer != 0;
  if (sources.kind == NodeKind::list && is_token && sources.size != 1) {
    at.error(codes::OT2713, "an authorizer of tokens reads one identity source",
             "name one header, or make it an authorizer of requests");
  } else if (sources.kind == NodeKind::list && sources.size == 0 && caches) {
    at.error(codes::OT2713, "an authorizer without identity sources cannot keep its answers",
             "set cache_ttl to 0, or name the identity sources by which answers are kept");
  }
  if (props.token_pattern.is_set() && !is_token) {
    at.error(codes::OT2713, "only an authorizer of tokens has a pattern for them",
             "leave token_pattern out, or set the kind to LambdaAuthorizerKind::token");
  }
  if (ttl.kind == NodeKind::integer && (ttl.integer < 0 || ttl.integer > 3600)) {
    at.error(codes::OT2711, "an authorizer's answers are kept for 0 to 3,600 seconds");
  }
}

}  // namespace

ApiAuthorizer::ApiAuthorizer(Attach at, const MadeApiAuthorizerProps& props)
    : Construct(std::move(at)),
      is_cognito_(props.cognito != nullptr),
      resource_(add(cfn::apigateway::AuthorizerProps{
          .id = primary(),
          .name = props.name,
          .rest_api_id = props.api.id(),
          .type = type_of(props),
      })) {
  if (props.cognito != nullptr) {
    resource_.props.identity_source = props.cognito->identity_source;
    for (const auto& pool : props.cognito->user_pools) {
      resource_.props.provider_arns.add(pool->arn());
    }
  }
  if (props.lambda == nullptr) return;
  const LambdaAuthorizerProps& lambda = *props.lambda;
  check_lambda(*this, lambda);
  resource_.props.authorizer_result_ttl_in_seconds = lambda.cache_ttl;
  resource_.props.authorizer_uri = apigateway::invocation_uri(stack(), lambda.function);
  resource_.props.identity_source = identity_source(lambda);
  resource_.props.identity_validation_expression = lambda.token_pattern;
  apigateway::allow_invoke(
      *this, child("InvokePermission"), lambda.function,
      stack().arn("execute-api", concat(props.api.id(), "/authorizers/", resource_.ref())));
}

std::string_view ApiAuthorization::type() const {
  if (authorizer_ == nullptr) return is_iam_ ? "AWS_IAM" : "NONE";
  return authorizer_->is_cognito() ? cognito_type : "CUSTOM";
}

}  // namespace omnitrack
