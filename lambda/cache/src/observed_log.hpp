#pragma once

#include <atomic>
#include <cstdint>

#include <omnitrack/cache/configuration.hpp>

namespace omnitrack::cache {

/// How often breakers opened and closed.
struct BreakerCounts {
  std::atomic<std::uint64_t> opened = 0;
  std::atomic<std::uint64_t> closed = 0;
};

/// A configuration whose log counts what breakers do, and gives each event the trace that it
/// belongs to, before it passes it on. The counts must outlive it.
Configuration observed(Configuration configuration, BreakerCounts& counts);

}  // namespace omnitrack::cache
