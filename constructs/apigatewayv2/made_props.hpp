#pragma once

#include <omnitrack/apigatewayv2/http_api.hpp>

namespace omnitrack {

/// What an HTTP API makes an authorizer of: one of the three.
struct MadeHttpApiAuthorizerProps {
  using Makes = HttpApiAuthorizer;
  Id id;
  const HttpApi& api;
  Value<std::string> name;
  const JwtAuthorizerProps* jwt = nullptr;
  const UserPoolAuthorizerProps* user_pool = nullptr;
  const HttpLambdaAuthorizerProps* lambda = nullptr;
};

/// What an HTTP API makes a route of.
struct MadeHttpRouteProps {
  using Makes = HttpRoute;
  Id id;
  HttpApi& api;
  const HttpRouteKey& key;
  const HttpRouteIntegration& integration;
  const HttpRouteOptions& options;
};

/// What an HTTP API makes a stage of.
struct MadeHttpStageProps {
  using Makes = HttpStage;
  Id id;
  const HttpApi& api;
  const HttpStageOptions& options;
};

}  // namespace omnitrack
