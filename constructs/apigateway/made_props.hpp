#pragma once

#include <omnitrack/apigateway/rest_api.hpp>

namespace omnitrack {

/// What an API makes a path of.
struct MadeApiResourceProps {
  using Makes = ApiResource;
  Id id;
  RestApi& api;
  const ApiResourceOptions& options;
  /// The path above; null for the root.
  const ApiResource* parent = nullptr;
  /// The last part of the path; empty for the root.
  std::string_view part = {};
};

/// What an API makes an authorizer of.
struct MadeApiAuthorizerProps {
  using Makes = ApiAuthorizer;
  Id id;
  const RestApi& api;
  Value<std::string> name;
  /// One of the two.
  const CognitoAuthorizerProps* cognito = nullptr;
  const LambdaAuthorizerProps* lambda = nullptr;
};

/// What an API makes a usage plan of.
struct MadeUsagePlanProps {
  using Makes = UsagePlan;
  Id id;
  const UsagePlanProps& given;
  Value<cfn::apigateway::RestApiId> api;
  Value<cfn::apigateway::StageName> stage;
};

}  // namespace omnitrack
