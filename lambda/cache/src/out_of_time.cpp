#include "out_of_time.hpp"

#include <fmt/format.h>

namespace omnitrack::cache {

Error deadline_exceeded(std::string_view before) {
  return {ErrorCode::deadline_exceeded, fmt::format("the deadline came first: {}", before)};
}

Error seen_by_deadline(Error error) {
  const bool is_told = error.code == ErrorCode::deadline_exceeded;
  if (is_told || !is_outage(error.code) || !DeadlineScope::has_passed()) return error;
  return deadline_exceeded(error.message);
}

}  // namespace omnitrack::cache
