#pragma once

#include "config.hpp"
#include <omnitrack/omnitrack.hpp>

namespace omnitrack::app {

/// Adds the OmniTrack stack to an app.
void build(App& app, const Config& config);

/// The log groups that the other parts write to.
struct Logs {
  LogGroup& api_access;
  LogGroup& web_socket_access;
  LogGroup& functions;
};

/// Adds the VPC with its subnets and flow logs.
Vpc& add_network(Stack& stack, const Config& config);
/// Adds the main table.
Table& add_data(Stack& stack, const Config& config);
/// Adds the user pool with the client of the web app.
UserPool& add_identity(Stack& stack, const Config& config);
/// Adds the buckets.
void add_storage(Stack& stack, const Config& config);
/// Adds the log groups.
Logs add_logs(Stack& stack, const Config& config);
/// Adds the REST and the WebSocket API.
RestApi& add_apis(Stack& stack, const Config& config, const Logs& logs);

/// What the alarms watch.
struct Watched {
  const Table& table;
  const RestApi& api;
  /// The name of the cache's first node.
  std::string cache_node;
  const Function& health;
  /// Null where the stack has no such function.
  const Function* simulation;
};

/// The cache, and the user that functions are to it; null where anybody on the network may connect.
struct Cache {
  RedisCluster& cluster;
  const CacheUser* user;
};

/// Adds the Redis cluster; its nodes are named as in `first_cache_node`.
Cache add_cache(Stack& stack, const Config& config, const Vpc& vpc);
/// The name of the cache's first node.
std::string first_cache_node(const Config& config);

/// What the functions that reach the cache share.
struct CacheAccess {
  Cache cache;
  SecurityGroup& group;
  const LogGroup& log_group;
  Role& role;
  const Vpc& vpc;
};

/// Adds the role and the security group of the functions that reach the cache.
CacheAccess add_cache_access(Stack& stack, const Vpc& vpc, const Cache& cache,
                             const LogGroup& log_group);
/// The properties of a function that reaches the cache, as far as they are the same for all.
FunctionProps with_cache(const Id& id, const FunctionCode& code, const CacheAccess& access);
/// Adds the function that looks after the cache.
Function& add_cache_health(Stack& stack, const Config& config, const CacheAccess& access);
/// Adds the function that answers with simulation results; null where the configuration gives no
/// code for it, or none that runs.
Function* add_simulation(Stack& stack, const Config& config, const CacheAccess& access);

/// Adds the alarms.
void add_alarms(Stack& stack, const Config& config, const Watched& watched);

/// What the requirements are about.
struct Stated {
  const RedisCluster& cluster;
  const Table& table;
  const UserPool& users;
  const Vpc& vpc;
};

/// Adds the requirements of the document, each with what shows it in the template.
void add_requirements(Stack& stack, const Config& config, const Stated& stated);

/// Adds an output that other stacks import as `config.export_name(export_as)`.
void add_export(Stack& stack, const Config& config, const Id& id, std::string_view description,
                std::string_view export_as, const Value<std::string>& value);

}  // namespace omnitrack::app
