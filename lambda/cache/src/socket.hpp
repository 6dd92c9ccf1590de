#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>

#include "deadline.hpp"
#include "resolve.hpp"
#include <omnitrack/cache/error.hpp>

namespace omnitrack::cache {

/// What a socket is waited for.
enum class Readiness : std::uint8_t { readable, writable };

/// What a try to read or write without waiting came to: bytes, or one of the others.
struct Transfer {
  enum class Outcome : std::uint8_t { moved, would_block, closed, failed };
  Outcome outcome;
  std::size_t bytes = 0;
  int error = 0;
};

/// A connected TCP socket that blocks only where it says so, and never raises SIGPIPE.
class Socket {
 public:
  /// Connects to the first address that answers; fails with `connect_failed`.
  static Result<Socket> connect(const std::vector<Address>& addresses, Deadline deadline);
  Socket(Socket&& other) noexcept
      : descriptor_(std::exchange(other.descriptor_, -1)), patience_(other.patience_) {}
  Socket& operator=(Socket&& other) noexcept;
  Socket(const Socket&) = delete;
  Socket& operator=(const Socket&) = delete;
  ~Socket();

  /// Waits; false where the deadline came first.
  [[nodiscard]] bool wait(Readiness readiness, Deadline deadline) const;
  /// For how long `receive` may wait in the kernel, where answers mostly come sooner.
  void set_patience(std::chrono::milliseconds patience);
  /// Reads what is there, or the first that comes; `would_block` where the deadline comes first.
  [[nodiscard]] Transfer receive(char* into, std::size_t size, Deadline deadline) const;
  /// Reads what is there.
  [[nodiscard]] Transfer read(char* into, std::size_t size) const;
  /// Writes what there is room for.
  [[nodiscard]] Transfer write(std::string_view bytes) const;
  /// Looks at what is there without taking it.
  [[nodiscard]] Transfer peek() const;

 private:
  explicit Socket(int descriptor) : descriptor_(descriptor) {}
  static Result<Socket> connect_to(const Address& address, Deadline deadline);
  int descriptor_;
  // Zero for no such wait.
  std::chrono::nanoseconds patience_{};
};

}  // namespace omnitrack::cache
