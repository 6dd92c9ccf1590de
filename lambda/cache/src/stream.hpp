#pragma once

#include <cstddef>
#include <memory>
#include <string_view>

#include "socket.hpp"

namespace omnitrack::cache {

/// Bytes in both directions, plain or encrypted.
class Stream {
 public:
  Stream() = default;
  Stream(const Stream&) = delete;
  Stream& operator=(const Stream&) = delete;
  virtual ~Stream() = default;

  /// Reads at least one byte; fails with `timed_out` or `connection_lost`.
  virtual Result<std::size_t> read(char* into, std::size_t size, Deadline deadline) = 0;
  /// Writes all; fails with `timed_out` or `connection_lost`.
  virtual Result<void> write(std::string_view bytes, Deadline deadline) = 0;
  /// Whether the connection is open and nothing has come that nobody asked for.
  virtual bool is_quiet() = 0;
};

/// A stream that is not encrypted.
std::unique_ptr<Stream> plain_stream(Socket socket);

}  // namespace omnitrack::cache
