#pragma once

#include <omnitrack/constructs/api_authorizer.hpp>

namespace omnitrack {

/// What an API makes an authorizer of.
struct MadeApiAuthorizerProps {
  using Makes = ApiAuthorizer;
  Id id;
  RestApi& api;
  Value<std::string> name;
  /// One of the two.
  const CognitoAuthorizerProps* cognito = nullptr;
  const LambdaAuthorizerProps* lambda = nullptr;
};

}  // namespace omnitrack
