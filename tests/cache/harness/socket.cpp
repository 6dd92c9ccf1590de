#include "socket.hpp"

#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <random>
#include <system_error>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>

namespace omnitrack::cache_test {
namespace {

sockaddr_in local_address(std::uint16_t port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  return address;
}

int bind_to(const Descriptor& socket, std::uint16_t port) {
  const sockaddr_in address = local_address(port);
  return ::bind(socket.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address);
}

Descriptor make_socket(int flags = 0) {
  Descriptor made(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | flags, 0));
  if (made.get() < 0) fail("socket");
  return made;
}

void send_at_once(const Descriptor& socket) {
  const int on = 1;
  setsockopt(socket.get(), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
}

}  // namespace

void fail(const char* call) { throw std::system_error(errno, std::generic_category(), call); }

Descriptor::~Descriptor() {
  if (number_ >= 0) ::close(number_);
}

Descriptor listen_locally(int backlog) {
  Descriptor socket = make_socket();
  if (bind_to(socket, 0) != 0) fail("bind");
  if (::listen(socket.get(), backlog) != 0) fail("listen");
  return socket;
}

std::uint16_t port_of(const Descriptor& socket) {
  sockaddr_in address{};
  socklen_t size = sizeof address;
  if (getsockname(socket.get(), reinterpret_cast<sockaddr*>(&address), &size) != 0) {
    fail("getsockname");
  }
  return ntohs(address.sin_port);
}

Descriptor connect_to(std::uint16_t port) {
  Descriptor socket = make_socket();
  const sockaddr_in address = local_address(port);
  if (::connect(socket.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
    return Descriptor();
  }
  send_at_once(socket);
  return socket;
}

Descriptor begin_to_connect(std::uint16_t port) {
  Descriptor socket = make_socket(SOCK_NONBLOCK);
  const sockaddr_in address = local_address(port);
  if (::connect(socket.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0 &&
      errno != EINPROGRESS) {
    fail("connect");
  }
  return socket;
}

Descriptor accept_from(const Descriptor& listener) {
  Descriptor socket(accept4(listener.get(), nullptr, nullptr, SOCK_CLOEXEC));
  if (socket.get() >= 0) send_at_once(socket);
  return socket;
}

bool send_all(const Descriptor& socket, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t sent = ::send(socket.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

std::string receive(const Descriptor& socket) {
  std::array<char, 16384> chunk;
  const ssize_t count = ::recv(socket.get(), chunk.data(), chunk.size(), 0);
  return {chunk.data(), count > 0 ? static_cast<std::size_t>(count) : 0};
}

void shut_down(const Descriptor& socket) { ::shutdown(socket.get(), SHUT_RDWR); }

std::uint16_t free_port() {
  std::random_device random;
  std::uniform_int_distribution<std::uint16_t> below_those_of_connections(10000, 32000);
  for (int attempt = 0; attempt < 1000; ++attempt) {
    const std::uint16_t port = below_those_of_connections(random);
    if (bind_to(make_socket(), port) == 0) return port;
  }
  throw std::runtime_error("no free port");
}

}  // namespace omnitrack::cache_test
