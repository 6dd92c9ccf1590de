#include "stack.hpp"

#include <algorithm>

namespace omnitrack::app {

namespace {

// The longest name that the prefix is part of is that of a bucket, which may have 63 characters:
// <prefix>-model-artifacts-<12 digits>-<region of up to 14>.
constexpr std::size_t longest_prefix = 19;

bool is_prefix(std::string_view prefix) {
  const auto is_letter = [](char c) { return c >= 'a' && c <= 'z'; };
  const auto is_inner = [&](char c) { return is_letter(c) || (c >= '0' && c <= '9') || c == '-'; };
  return !prefix.empty() && prefix.size() <= longest_prefix && is_letter(prefix.front()) &&
         prefix.back() != '-' && prefix.find("--") == std::string_view::npos &&
         std::all_of(prefix.begin(), prefix.end(), is_inner);
}

// What single keys cannot show to be wrong.
void check(const Stack& stack, const Config& config) {
  if (!is_prefix(config.name_prefix)) {
    stack.error("OT3001", "name_prefix '" + config.name_prefix + "' cannot begin every name",
                "take 1 to 19 lower-case letters, digits and single hyphens, a letter first");
  }
  if (!is_retention(config.retention_days)) {
    stack.error("OT3002",
                "CloudWatch does not offer to keep events for " +
                    std::to_string(config.retention_days) + " days (retention_days)",
                "take 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, "
                "2192, 2557, 2922, 3288 or 3653");
  }
  if (config.environment == Environment::production && config.allows_any_origin()) {
    stack.error("OT3003", "production needs the origins that may call the REST API by name",
                "set them: --set cors_origins=https://app.example.com");
  }
}

}  // namespace

void add_export(Stack& stack, const Config& config, const Id& id, std::string_view description,
                std::string_view export_as, const Value<std::string>& value) {
  stack.add(OutputProps{
      .id = id,
      .value = value,
      .description = description,
      .export_name = config.export_name(export_as),
  });
}

RetentionDays retention(const Config& config) {
  return static_cast<RetentionDays>(config.retention_days);
}

void build(App& app, const Config& config) {
  Stack& stack = app.add(StackProps{
      .id = "OmniTrack",
      .description = "OmniTrack: network, data, identity, APIs, storage, logs and cache",
  });
  check(stack, config);
  const Vpc& vpc = add_network(stack, config);
  const Table& table = add_data(stack, config);
  add_identity(stack, config);
  const Logs logs = add_logs(stack, config);
  const RestApi& api = add_apis(stack, config, logs);
  add_storage(stack, config);
  const RedisCluster& cluster = add_cache(stack, config, vpc);
  const Function& health = add_cache_health(stack, config, vpc, cluster, logs.functions);
  if (config.alarms) add_alarms(stack, config, {table, api, first_cache_node(config), health});
}

}  // namespace omnitrack::app
