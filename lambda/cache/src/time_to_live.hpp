#pragma once

#include <chrono>
#include <optional>

#include <omnitrack/cache/error.hpp>

namespace omnitrack::cache {

/// How long a value lives; until it is evicted where it is nothing.
using TimeToLive = std::optional<std::chrono::milliseconds>;

/// Fails with `invalid_value` for less than a millisecond, or more than ten years.
Result<void> check(TimeToLive time_to_live);

}  // namespace omnitrack::cache
