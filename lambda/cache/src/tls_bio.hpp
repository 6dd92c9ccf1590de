#pragma once

#include <optional>

#include <openssl/bio.h>

#include "socket.hpp"

namespace omnitrack::cache {

/// A socket as OpenSSL uses it.
struct Wire {
  explicit Wire(Socket connected) : socket(std::move(connected)) {}
  Socket socket;
  /// Until when reading waits for bytes; where it is left out, reading does not wait.
  std::optional<Deadline> waits_until;
};

/// What OpenSSL reads from and writes to, in place of its own, which raises SIGPIPE. The wire must
/// outlive it. A null pointer where there is no memory.
BIO* wire_bio(const Wire& wire);

}  // namespace omnitrack::cache
