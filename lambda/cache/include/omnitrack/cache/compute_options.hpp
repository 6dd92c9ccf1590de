#pragma once

#include <chrono>
#include <optional>

#include <omnitrack/cache/error.hpp>

namespace omnitrack::cache {

/// How `get_or_compute` keeps a value. Grace, early refresh and jitter are off unless they are set,
/// and need a time to live.
struct ComputeOptions {
  /// How long the value is fresh; until it is evicted where it is left out.
  std::optional<std::chrono::milliseconds> time_to_live = std::nullopt;
  /// How long after that it is kept, to be given as `Origin::stale` where the computation throws,
  /// takes too long elsewhere, or Redis is away.
  std::chrono::milliseconds grace{0};
  /// How eagerly one caller computes the value anew before it expires while the others still get
  /// it: the chance rises towards the end, the earlier the longer the computation took. 1 suits
  /// most values, more is earlier, 0 is never; at most 1,000.
  double early_refresh_beta = 0;
  /// The share of the time to live, 0 to 1, by which it is shortened at most, at random, so that
  /// values of one moment do not expire in one moment.
  double jitter = 0;
};

/// Why options cannot work, as an `invalid_value`.
Result<void> check(const ComputeOptions& options);

}  // namespace omnitrack::cache
