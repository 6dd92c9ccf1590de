#pragma once

#include <string>
#include <vector>

#include <omnitrack/config.hpp>

namespace omnitrack::app {

/// What an OmniTrack stack serves.
enum class Environment : std::uint8_t {
  development,  ///< as documented
  production,   ///< larger cache nodes in several zones behind IAM, named CORS origins
};

/// What differs between two OmniTrack stacks; the defaults are the documented stack.
struct Config {
  Environment environment = Environment::development;
  /// Begins every name and export, so that several stacks fit in one account.
  std::string name_prefix = "omnitrack";
  /// Days that log groups keep their events.
  std::int64_t retention_days = 30;
  /// NAT gateways of the network, one for each zone at most.
  std::int64_t nat_gateways = 3;
  /// The cache's node type; empty for that of the environment.
  std::string redis_node_type;
  /// The origins whose pages may call the REST API; empty or `*` for any, which production refuses.
  std::vector<std::string> cors_origins;
  /// Whether user names that differ in case alone are different; for a pool that another tool made
  /// so, since Cognito refuses to change it.
  bool case_sensitive_users = false;
  /// Whether alarms watch the stack.
  bool alarms = false;
  /// The SNS topic that alarms tell; empty for none.
  std::string alarm_topic_arn;
  /// Whether the stack gives API Gateway its role for logging, a setting of the whole account and
  /// region.
  bool api_gateway_account = true;
  /// The folder with the `bootstrap` of the function of simulation results; empty for a stack
  /// without that function.
  std::string simulation_function;

  /// Describes the keys to the command line.
  void describe(ConfigSchema& schema);

  /// A resource's name: `<prefix>-<name>`.
  [[nodiscard]] std::string name(std::string_view name) const;
  /// An export's name: `OmniTrack-<name>`, or `<prefix>-<name>` under another prefix.
  [[nodiscard]] std::string export_name(std::string_view name) const;
  /// Whether the pages of any origin may call the REST API.
  [[nodiscard]] bool allows_any_origin() const;
  /// The cache's node type.
  [[nodiscard]] std::string node_type() const;
};

}  // namespace omnitrack::app
