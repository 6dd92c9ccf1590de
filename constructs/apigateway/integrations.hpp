#pragma once

#include <omnitrack/apigateway/integrations.hpp>
#include <omnitrack/stack.hpp>

namespace omnitrack::apigateway {

using cfn::apigateway::method::Integration;

/// The property of a method for each kind of integration.
Integration lower(const LambdaIntegration& integration, const Stack& stack);
Integration lower(const MockIntegration& integration);
Integration lower(const HttpIntegration& integration);
Integration lower(const AwsIntegration& integration, const Stack& stack);

/// The answers of a method that hands on those of its integration; absent for a proxy, which hands
/// on everything.
List<MethodResponse> method_responses(const IntegrationOptions& options, bool proxy);

}  // namespace omnitrack::apigateway
