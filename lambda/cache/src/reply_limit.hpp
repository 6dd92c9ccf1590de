#pragma once

#include <cstddef>

#include "envelope.hpp"
#include <omnitrack/cache/configuration.hpp>

namespace omnitrack::cache {

/// The most bytes that a reply may have.
inline std::size_t max_reply_bytes(const Configuration& configuration) {
  // Beside a value, a reply holds the lengths and, for a session, a time; SCAN answers with keys.
  constexpr std::size_t reply_overhead_bytes = std::size_t{1} << 20U;
  return configuration.max_value_bytes + most_envelope_bytes + reply_overhead_bytes;
}

}  // namespace omnitrack::cache
