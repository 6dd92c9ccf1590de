#include "stack.hpp"

#include <omnitrack/codes.hpp>

namespace omnitrack::app {

namespace {

// What single keys cannot show to be wrong.
void check(const Stack& stack, const Config& config) {
  if (config.environment == Environment::production && config.allows_any_origin()) {
    stack.error(codes::OT3001, "production needs the origins that may call the REST API by name",
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

void build(App& app, const Config& config) {
  Stack& stack = app.add(StackProps{
      .id = "OmniTrack",
      .description = "OmniTrack: network, data, identity, APIs, storage, logs and cache",
  });
  check(stack, config);
  const Vpc& vpc = add_network(stack, config);
  const Table& table = add_data(stack, config);
  const UserPool& users = add_identity(stack, config);
  const Logs logs = add_logs(stack, config);
  const RestApi& api = add_apis(stack, config, logs);
  add_storage(stack, config);
  const Cache cache = add_cache(stack, config, vpc);
  const CacheAccess access = add_cache_access(stack, vpc, cache, logs.functions);
  const Function& health = add_cache_health(stack, config, access);
  const Function* simulation = add_simulation(stack, config, access);
  if (config.alarms) {
    add_alarms(stack, config, {table, api, first_cache_node(config), health, simulation});
  }
  add_requirements(stack, config, {cache.cluster, table, users, vpc});
}

}  // namespace omnitrack::app
