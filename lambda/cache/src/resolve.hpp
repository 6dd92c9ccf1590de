#pragma once

#include <sys/socket.h>

#include <cstdint>
#include <string>
#include <vector>

#include "deadline.hpp"
#include <omnitrack/cache/error.hpp>

namespace omnitrack::cache {

/// An address that a socket can connect to.
struct Address {
  sockaddr_storage storage;
  socklen_t size;
};

/// The addresses of a host, at least one; fails with `connect_failed`, also when the look-up takes
/// longer than until the deadline.
Result<std::vector<Address>> resolve(const std::string& host, std::uint16_t port,
                                     Deadline deadline);

}  // namespace omnitrack::cache
