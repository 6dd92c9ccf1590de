#include "timestamps.hpp"

#include <charconv>

#include "failure.hpp"

namespace omnitrack::cache {

namespace {

// A double holds no more whole numbers without a gap.
constexpr std::int64_t latest_milliseconds = (std::int64_t{1} << 53U) - 1;

}  // namespace

Result<void> check(Timestamp time) {
  const std::int64_t milliseconds = time.time_since_epoch().count();
  if (milliseconds >= 0 && milliseconds <= latest_milliseconds) return {};
  return failure(ErrorCode::invalid_value,
                 "the time is not within 0 to 2^53 - 1 milliseconds since 1970");
}

std::optional<Timestamp> parse_timestamp(std::string_view text) {
  std::int64_t milliseconds = 0;
  const char* const end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, milliseconds);
  if (error != std::errc() || stop != end) return std::nullopt;
  const Timestamp time{std::chrono::milliseconds(milliseconds)};
  if (!check(time)) return std::nullopt;
  return time;
}

}  // namespace omnitrack::cache
