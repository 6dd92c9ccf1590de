#pragma once

#include <openssl/bio.h>

#include "socket.hpp"

namespace omnitrack::cache {

/// OpenSSL's view of a socket, which must outlive it. OpenSSL's own raises SIGPIPE where the other
/// side has closed. Null where memory is short.
BIO* socket_bio(const Socket& socket);

}  // namespace omnitrack::cache
