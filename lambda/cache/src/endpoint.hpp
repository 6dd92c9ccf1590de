#pragma once

#include <cstdint>
#include <string>
#include <tuple>

namespace omnitrack::cache {

/// Where a node of a cluster is.
struct Endpoint {
  std::string host;
  std::uint16_t port = 0;

  bool operator<(const Endpoint& other) const {
    return std::tie(host, port) < std::tie(other.host, other.port);
  }
};

}  // namespace omnitrack::cache
