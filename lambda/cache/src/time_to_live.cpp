#include "time_to_live.hpp"

#include <fmt/format.h>

#include "failure.hpp"

namespace omnitrack::cache {

namespace {

// Redis refuses expiry times that overflow; nobody caches for longer.
constexpr std::chrono::milliseconds longest_time_to_live = std::chrono::hours(24 * 3650);

}  // namespace

Result<void> check(TimeToLive time_to_live) {
  if (!time_to_live || (time_to_live->count() > 0 && *time_to_live <= longest_time_to_live)) {
    return {};
  }
  return failure(
      ErrorCode::invalid_value,
      fmt::format("the time to live is {} ms, not 1 ms to ten years", time_to_live->count()));
}

}  // namespace omnitrack::cache
