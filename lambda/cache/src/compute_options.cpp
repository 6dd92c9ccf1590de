#include <fmt/format.h>

#include "failure.hpp"
#include "time_to_live.hpp"
#include <omnitrack/cache/compute_options.hpp>

namespace omnitrack::cache {

namespace {

constexpr double most_beta = 1'000;

// Written so that what is not a number is outside of each range.
bool is_within(double value, double most) { return value >= 0 && value <= most; }

}  // namespace

Result<void> check(const ComputeOptions& options) {
  auto checked = check(options.time_to_live);
  if (!checked) return checked;
  if (options.grace.count() < 0 ||
      (options.grace.count() > 0 && !check(TimeToLive(options.grace)))) {
    return failure(ErrorCode::invalid_value,
                   fmt::format("the grace is {} ms, not 0 to ten years", options.grace.count()));
  }
  if (!is_within(options.early_refresh_beta, most_beta)) {
    return failure(ErrorCode::invalid_value, fmt::format("early_refresh_beta is {}, not 0 to {}",
                                                         options.early_refresh_beta, most_beta));
  }
  if (!is_within(options.jitter, 1)) {
    return failure(ErrorCode::invalid_value,
                   fmt::format("jitter is {}, not 0 to 1", options.jitter));
  }
  const bool needs_an_end =
      options.grace.count() > 0 || options.early_refresh_beta > 0 || options.jitter > 0;
  if (needs_an_end && !options.time_to_live) {
    return failure(ErrorCode::invalid_value,
                   "grace, early_refresh_beta and jitter need a time to live, and there is none");
  }
  if (options.time_to_live && !check(TimeToLive(*options.time_to_live + options.grace))) {
    return failure(ErrorCode::invalid_value,
                   "the time to live and the grace together are more than ten years");
  }
  return {};
}

}  // namespace omnitrack::cache
