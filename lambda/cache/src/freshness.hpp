#pragma once

#include <chrono>
#include <cstdint>

#include <omnitrack/cache/compute_options.hpp>

namespace omnitrack::cache {

/// A moment by the clock that processes share, which Lambda keeps in time.
using Moment = std::chrono::sys_time<std::chrono::milliseconds>;

/// Until when a value is fresh, and what it cost; stands beside a value that is kept for longer, or
/// computed anew before.
struct Freshness {
  Moment expires;
  /// How long its computation took.
  std::chrono::microseconds cost;
};

/// The moment of now.
Moment now();

/// A time to live with its jitter taken off, at least a millisecond.
std::chrono::milliseconds shortened(std::chrono::milliseconds time_to_live, double jitter);

/// Whether a caller who comes now is the one to compute a value anew though it is fresh, by chance:
/// XFetch, which spreads early refreshes as an exponential distribution does.
/// https://www.vldb.org/pvldb/vol8/p886-vattani.pdf
bool is_due_early(const Freshness& freshness, double beta, Moment now);

}  // namespace omnitrack::cache
