#include "config.hpp"

#include <algorithm>

namespace omnitrack::app {

namespace {

constexpr std::string_view documented_prefix = "omnitrack";

// The longest name that the prefix is part of is that of a bucket, which may have 63 characters:
// <prefix>-model-artifacts-<12 digits>-<region of up to 14>.
constexpr std::size_t longest_prefix = 19;

bool is_prefix(std::string_view prefix) {
  const auto is_inner = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
  };
  const bool begins_with_letter = !prefix.empty() && prefix.front() >= 'a' && prefix.front() <= 'z';
  return begins_with_letter && prefix.size() <= longest_prefix && prefix.back() != '-' &&
         prefix.find("--") == std::string_view::npos &&
         std::all_of(prefix.begin(), prefix.end(), is_inner);
}

}  // namespace

void Config::describe(ConfigSchema& schema) {
  schema.key("environment", environment, {"development", "production"},
             "development is the documented stack; production takes larger cache nodes in several "
             "zones and named CORS origins");
  schema.key("name_prefix", name_prefix,
             {is_prefix, "1 to 19 lower-case letters, digits and single hyphens, a letter first"},
             "begins every name and export, so that several stacks fit in one account");
  schema.key("retention_days", retention_days,
             {1,   3,   5,   7,   14,   30,   60,   90,   120,  150,  180,
              365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653},
             "days that log groups keep their events");
  schema.key("nat_gateways", nat_gateways, 1, 3, "NAT gateways of the network");
  schema.key("redis_node_type", redis_node_type,
             "the cache's node type; without it cache.t3.micro, in production cache.m7g.large");
  schema.key("cors_origins", cors_origins,
             "origins whose pages may call the REST API; any without it, which production refuses");
  schema.key("case_sensitive_users", case_sensitive_users,
             "whether user names that differ in case alone are different; Cognito lets only the "
             "creation of the pool decide that, and the CDK's default is true");
  schema.key("alarms", alarms, "whether alarms watch the stack");
  schema.key("alarm_topic_arn", alarm_topic_arn, "the SNS topic that alarms tell");
  schema.key("api_gateway_account", api_gateway_account,
             "whether the stack gives API Gateway its role for logging, a setting of the whole "
             "account and region");
  schema.key(
      "simulation_function", simulation_function,
      "folder, seen from the working folder, with the built 'bootstrap' of the function that "
      "answers with simulation results; the stack has that function only with it, and the verb "
      "publish uploads the folder");
}

std::string Config::name(std::string_view name) const { return (name_prefix + '-').append(name); }

std::string Config::export_name(std::string_view name) const {
  const std::string prefix = name_prefix == documented_prefix ? "OmniTrack" : name_prefix;
  return (prefix + '-').append(name);
}

bool Config::allows_any_origin() const {
  return cors_origins.empty() ||
         std::find(cors_origins.begin(), cors_origins.end(), "*") != cors_origins.end();
}

std::string Config::node_type() const {
  if (!redis_node_type.empty()) return redis_node_type;
  return environment == Environment::production ? "cache.m7g.large" : "cache.t3.micro";
}

}  // namespace omnitrack::app
