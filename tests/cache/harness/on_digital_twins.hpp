#pragma once

#include <optional>
#include <string>

#include "on_redis.hpp"

namespace omnitrack::cache_test {

/// Tests of digital-twin states by their time in milliseconds.
class OnDigitalTwins : public OnRedis {
 public:
  using OnRedis::OnRedis;

  /// Caches a state.
  void put(std::int64_t time, std::string data = "state") {
    value(cache().cache_digital_twin_state({at(time), std::move(data)}));
  }
  /// Whether the state of a time is found.
  bool has(std::int64_t time) {
    return value(cache().get_digital_twin_state(at(time))).has_value();
  }
  /// The time of the latest state.
  std::optional<std::int64_t> latest() {
    const auto found = value(cache().get_latest_digital_twin_state());
    if (!found) return std::nullopt;
    return found->timestamp.time_since_epoch().count();
  }
};

}  // namespace omnitrack::cache_test
