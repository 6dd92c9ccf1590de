#include "redis_parameters.hpp"

#include <string>

#include <omnitrack/codes.hpp>

namespace omnitrack {

namespace {

constexpr std::string_view policy_texts[] = {
    "allkeys-lfu",  "allkeys-lru",  "allkeys-random",  "noeviction",
    "volatile-lfu", "volatile-lru", "volatile-random", "volatile-ttl",
};
constexpr EnumInfo policy_info{policy_texts, 8};

constexpr std::string_view maxmemory_policy = "maxmemory-policy";
constexpr std::string_view notify_keyspace_events = "notify-keyspace-events";
constexpr std::string_view reserved_memory_percent = "reserved-memory-percent";
constexpr std::string_view timeout = "timeout";

}  // namespace

const EnumInfo& enum_info(MaxMemoryPolicy) { return policy_info; }

namespace elasticache {

std::string_view parameter_family(RedisVersion version) {
  switch (version) {
    case RedisVersion::v6_2:
      return "redis6.x";
    case RedisVersion::v7_0:
    case RedisVersion::v7_1:
      break;
    case RedisVersion::valkey_7_2:
      return "valkey7";
    case RedisVersion::valkey_8_0:
    case RedisVersion::valkey_8_1:
      return "valkey8";
  }
  return "redis7";
}

std::string_view version_text(RedisVersion version) {
  switch (version) {
    case RedisVersion::v6_2:
      return "6.2";
    case RedisVersion::v7_0:
      return "7.0";
    case RedisVersion::v7_1:
      return "7.1";
    case RedisVersion::valkey_7_2:
      return "7.2";
    case RedisVersion::valkey_8_0:
      return "8.0";
    case RedisVersion::valkey_8_1:
      return "8.1";
  }
  return {};
}

Map<std::string> parameter_map(const RedisParameters& parameters, bool is_cluster) {
  Map<std::string> map;
  if (is_cluster) map.set("cluster-enabled", "yes");
  if (parameters.maxmemory_policy.is_set()) {
    map.set(maxmemory_policy, parameters.maxmemory_policy);
  }
  if (parameters.notify_keyspace_events.is_set()) {
    map.set(notify_keyspace_events, parameters.notify_keyspace_events);
  }
  if (parameters.reserved_memory_percent) {
    map.set(reserved_memory_percent, std::to_string(*parameters.reserved_memory_percent));
  }
  if (parameters.timeout) map.set(timeout, std::to_string(*parameters.timeout));
  map.set_all(parameters.others);
  return map;
}

void check_parameters(const Construct& place, const RedisParameters& parameters) {
  const std::int64_t seconds = parameters.timeout.value_or(0);
  if (seconds != 0 && seconds < 20) {
    place.error(codes::OT2607,
                "idle connections cannot be closed after " + std::to_string(seconds) + " seconds",
                "timeout is 0 for never, or 20 at least");
  }
  const std::int64_t percent = parameters.reserved_memory_percent.value_or(0);
  if (percent < 0 || percent > 100) {
    place.error(codes::OT2608, std::to_string(percent) + "% of the memory cannot be reserved",
                "reserved_memory_percent is 0 to 100");
  }
  const Node& others = parameters.others.node();
  for (std::uint32_t i = 0; i < others.size; ++i) {
    const std::string_view key = others.fields[i].key;
    const bool has_member = key == maxmemory_policy || key == notify_keyspace_events ||
                            key == reserved_memory_percent || key == timeout;
    if (!has_member) continue;
    place.error(codes::OT2609, "'" + std::string(key) + "' is given as one of the other parameters",
                "give it by the member of that name, which is checked");
  }
}

}  // namespace elasticache

}  // namespace omnitrack
