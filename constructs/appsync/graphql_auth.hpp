#pragma once

#include <omnitrack/appsync/graphql_auth.hpp>
#include <omnitrack/cfn/appsync.hpp>
#include <omnitrack/stack.hpp>

namespace omnitrack::appsync {

/// The name of an authorization in templates.
std::string_view auth_name(GraphqlAuth::Kind kind);

/// What lets callers in beside the first authorization.
cfn::appsync::graphql_api::AdditionalAuthenticationProvider additional_auth(const GraphqlAuth& auth,
                                                                            const Stack& stack);

/// Sets what lets callers in first.
void set_first_auth(const GraphqlAuth& auth, const Stack& stack,
                    cfn::appsync::GraphQLApiProps& props);

}  // namespace omnitrack::appsync
