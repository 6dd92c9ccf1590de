#pragma once

#include <omnitrack/appsync/graphql_api.hpp>
#include <omnitrack/cfn/appsync.hpp>

namespace omnitrack::appsync {

/// Whether one of those who may call has a key.
[[nodiscard]] bool takes_keys(const GraphqlAuth& first, const Items<GraphqlAuth>& others);

/// Sets who may call an API, and lets it call the functions among them.
void set_auth(Construct& api, cfn::appsync::GraphQLApi& resource, const GraphqlAuth& first,
              const Items<GraphqlAuth>& others);

/// What is logged of an API, and for how long.
struct GraphqlLogging {
  GraphqlLogLevel level;
  bool content;
  Retention retention;
};

/// The ids of what an API logs by.
struct GraphqlLogIds {
  Id role;
  Id group;
};

/// Has an API log, by a role and into a log group that are made for it.
void set_logs(Construct& api, cfn::appsync::GraphQLApi& resource, const GraphqlLogging& logging,
              const GraphqlLogIds& ids);

}  // namespace omnitrack::appsync
