#include "socket.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <ctime>
#include <system_error>

#include <fmt/format.h>
#include <netinet/in.h>
#include <netinet/tcp.h>

#include "failure.hpp"

namespace omnitrack::cache {

namespace {

// The kernel counts a wait in ticks of up to 10 ms, so one of a few ticks would not end in time.
constexpr std::chrono::milliseconds least_patience{50};
constexpr std::chrono::milliseconds most_patience{500};

std::string text_of(int error) { return std::system_category().message(error); }

void set_option(int descriptor, int level, int option, int value) {
  // A kernel that lacks an option does without.
  setsockopt(descriptor, level, option, &value, sizeof value);
}

Transfer transfer(ssize_t result) {
  if (result > 0) return {Transfer::Outcome::moved, static_cast<std::size_t>(result), 0};
  if (result == 0) return {Transfer::Outcome::closed, 0, 0};
  if (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR) {
    return {Transfer::Outcome::would_block, 0, 0};
  }
  return {Transfer::Outcome::failed, 0, errno};
}

}  // namespace

Socket& Socket::operator=(Socket&& other) noexcept {
  std::swap(descriptor_, other.descriptor_);
  std::swap(patience_, other.patience_);
  return *this;
}

Socket::~Socket() {
  if (descriptor_ >= 0) close(descriptor_);
}

Result<Socket> Socket::connect(const std::vector<Address>& addresses, Deadline deadline) {
  Result<Socket> last = failure(ErrorCode::connect_failed, "no address");
  for (std::size_t i = 0; i < addresses.size(); ++i) {
    // One address that never answers leaves time for the others.
    last = connect_to(addresses[i],
                      Deadline(deadline.left() / static_cast<int>(addresses.size() - i)));
    if (last) break;
  }
  return last;
}

Result<Socket> Socket::connect_to(const Address& address, Deadline deadline) {
  const int descriptor =
      socket(address.storage.ss_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  if (descriptor < 0) return failure(ErrorCode::connect_failed, text_of(errno));
  Socket made(descriptor);
  set_option(descriptor, IPPROTO_TCP, TCP_NODELAY, 1);
  set_option(descriptor, SOL_SOCKET, SO_KEEPALIVE, 1);
  set_option(descriptor, IPPROTO_TCP, TCP_KEEPIDLE, 60);
  const int status =
      ::connect(descriptor, reinterpret_cast<const sockaddr*>(&address.storage), address.size);
  if (status == 0) return made;
  if (errno != EINPROGRESS) return failure(ErrorCode::connect_failed, text_of(errno));
  if (!made.wait(Readiness::writable, deadline)) {
    return failure(ErrorCode::connect_failed, "no answer in time");
  }
  int error = 0;
  socklen_t size = sizeof error;
  getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &error, &size);
  if (error != 0) return failure(ErrorCode::connect_failed, text_of(error));
  return made;
}

bool Socket::wait(Readiness readiness, Deadline deadline) const {
  pollfd watched{descriptor_, readiness == Readiness::readable ? short{POLLIN} : short{POLLOUT}, 0};
  while (true) {
    const auto left = deadline.left();
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(left);
    const timespec limit{seconds.count(), (left - seconds).count()};
    const int ready = ppoll(&watched, 1, &limit, nullptr);
    if (ready > 0) return true;
    if (ready == 0 || errno != EINTR) return false;
  }
}

void Socket::set_patience(std::chrono::milliseconds patience) {
  if (patience < least_patience) return;
  const timeval limit{0, std::chrono::microseconds(std::min(patience, most_patience)).count()};
  const int flags = fcntl(descriptor_, F_GETFL);
  if (flags < 0 || fcntl(descriptor_, F_SETFL, flags & ~O_NONBLOCK) != 0) return;
  if (setsockopt(descriptor_, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit) != 0) return;
  patience_ = std::min(patience, most_patience);
}

Transfer Socket::receive(char* into, std::size_t size, Deadline deadline) const {
  if (patience_ > std::chrono::nanoseconds(0) && deadline.left() >= patience_) {
    // One call of the kernel in place of two.
    const Transfer first = transfer(recv(descriptor_, into, size, 0));
    if (first.outcome != Transfer::Outcome::would_block) return first;
  }
  while (wait(Readiness::readable, deadline)) {
    const Transfer next = read(into, size);
    if (next.outcome != Transfer::Outcome::would_block) return next;
  }
  return {Transfer::Outcome::would_block};
}

Transfer Socket::read(char* into, std::size_t size) const {
  return transfer(recv(descriptor_, into, size, MSG_DONTWAIT));
}

Transfer Socket::write(std::string_view bytes) const {
  return transfer(send(descriptor_, bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT));
}

Transfer Socket::peek() const {
  char byte = 0;
  return transfer(recv(descriptor_, &byte, 1, MSG_PEEK | MSG_DONTWAIT));
}

}  // namespace omnitrack::cache
