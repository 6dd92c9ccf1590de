#pragma once

#include <chrono>
#include <string>

#include "service.hpp"

namespace omnitrack::cache_test {

/// A configuration with a local level whose time limits a busy machine does not reach.
inline Configuration with_local_level(Configuration configuration) {
  configuration.local.bytes = std::size_t{1} << 20U;
  configuration.local.timeout = std::chrono::seconds(20);
  configuration.local.longest_gap = std::chrono::minutes(10);
  return configuration;
}

/// How many of the values that a service found were in its process.
inline int local_hits(const CacheService& service) {
  return static_cast<int>(service.statistics().local_hits);
}

/// How often a service dropped all of them.
inline int local_drops(const CacheService& service) {
  return static_cast<int>(service.statistics().local_drops);
}

}  // namespace omnitrack::cache_test
