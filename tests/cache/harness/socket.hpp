#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace omnitrack::cache_test {

/// Throws for a call of the system that failed.
[[noreturn]] void fail(const char* call);

/// A file descriptor that is closed when this goes.
class Descriptor {
 public:
  Descriptor() = default;
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    std::swap(number_, other.number_);
    return *this;
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor();

  [[nodiscard]] int get() const { return number_; }

 private:
  int number_ = -1;
};

/// A socket that listens on a free port of 127.0.0.1.
Descriptor listen_locally(int backlog = 128);
/// The port of a socket.
std::uint16_t port_of(const Descriptor& socket);
/// A connection to a port of 127.0.0.1; its number is -1 where nobody listens.
Descriptor connect_to(std::uint16_t port);
/// A connection that is being made, whether or not somebody takes it.
Descriptor begin_to_connect(std::uint16_t port);
/// A connection that somebody made; its number is -1 once the socket is shut down.
Descriptor accept_from(const Descriptor& listener);
/// Sends all, or gives false where the other side is gone.
bool send_all(const Descriptor& socket, std::string_view bytes);
/// What comes next, and nothing at the end.
std::string receive(const Descriptor& socket);
/// Ends both directions, which wakes whoever waits for the socket.
void shut_down(const Descriptor& socket);

/// A port of 127.0.0.1 where nobody listens, beyond those that the system gives to connections.
std::uint16_t free_port();

}  // namespace omnitrack::cache_test
