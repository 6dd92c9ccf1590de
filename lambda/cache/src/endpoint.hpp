#pragma once

#include <compare>
#include <cstdint>
#include <string>

namespace omnitrack::cache {

/// Where a node of a cluster is.
struct Endpoint {
  std::string host;
  std::uint16_t port = 0;
  auto operator<=>(const Endpoint&) const = default;
};

}  // namespace omnitrack::cache
