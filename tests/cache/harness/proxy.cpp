#include "proxy.hpp"

#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <memory>
#include <utility>

namespace omnitrack::cache_test {

Proxy::Proxy(std::uint16_t server, std::function<Meddle()> make_meddle,
             std::optional<std::chrono::milliseconds> patience)
    : server_(server),
      make_meddle_(std::move(make_meddle)),
      patience_(patience),
      woken_(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)),
      thread_([this] { serve(); }) {}

Proxy::~Proxy() {
  {
    const std::lock_guard lock(mutex_);
    over_ = true;
  }
  wake();
  thread_.join();
}

void Proxy::cut() {
  const std::lock_guard lock(mutex_);
  for (Pair& pair : pairs_) {
    shut_down(pair.client);
    shut_down(pair.server);
    pair.is_over = true;
  }
  wake();
}

void Proxy::hold(Direction direction) {
  const std::lock_guard lock(mutex_);
  held_[static_cast<std::size_t>(direction)] = true;
}

void Proxy::release() {
  const std::lock_guard lock(mutex_);
  held_[0] = held_[1] = false;
  wake();
}

void Proxy::wake() const {
  const std::uint64_t one = 1;
  if (::write(woken_.get(), &one, sizeof one) < 0) fail("write");
}

void Proxy::serve() {
  std::vector<pollfd> polled;
  while (true) {
    int timeout = -1;
    {
      const std::lock_guard lock(mutex_);
      if (over_) return;
      for (Pair& pair : pairs_) work_on(pair);
      pairs_.remove_if([](const Pair& pair) { return pair.is_over; });
      polled = awaited();
      timeout = time_left();
    }
    if (::poll(polled.data(), polled.size(), timeout) < 0 && errno != EINTR) fail("poll");
    std::uint64_t count = 0;
    if (polled[0].revents != 0 && ::read(woken_.get(), &count, sizeof count) < 0) fail("read");
    if (polled[1].revents != 0) take_connection();
  }
}

// A descriptor without a wish is left out, since poll tells of its end whether asked or not.
std::vector<pollfd> Proxy::awaited() {
  std::vector<pollfd> polled = {{woken_.get(), POLLIN, 0}, {listener_.get(), POLLIN, 0}};
  for (Pair& pair : pairs_) {
    for (const std::size_t lane : {0U, 1U}) {
      if (pair.lanes[lane].is_held) continue;
      if (pair.lanes[lane].bytes.empty()) {
        polled.push_back({pair.from(lane).get(), POLLIN, 0});
      } else {
        polled.push_back({pair.to(lane).get(), POLLOUT, 0});
      }
    }
  }
  return polled;
}

// Until the next connection is to be cut, as poll takes it.
int Proxy::time_left() const {
  if (!patience_) return -1;
  std::optional<Clock::time_point> first;
  for (const Pair& pair : pairs_) {
    if (pair.was_meddled_with) first = std::min(first.value_or(pair.last_came), pair.last_came);
  }
  if (!first) return -1;
  const auto left =
      std::chrono::ceil<std::chrono::milliseconds>(*first + *patience_ - Clock::now());
  return static_cast<int>(std::max<std::int64_t>(left.count(), 0));
}

void Proxy::take_connection() {
  Descriptor client = accept_from(listener_);
  Descriptor server = connect_to(server_);
  const std::lock_guard lock(mutex_);
  ++connections_;
  if (server.get() < 0) return;
  Pair& pair = pairs_.emplace_back();
  pair.client = std::move(client);
  pair.server = std::move(server);
  if (make_meddle_) pair.meddle = make_meddle_();
}

void Proxy::work_on(Pair& pair) {
  for (const std::size_t lane : {0U, 1U}) {
    if (!pair.is_over && pair.lanes[lane].bytes.empty()) receive_on(pair, lane);
    if (!pair.is_over && pair.lanes[lane].is_held && !held_[lane]) meddle_with(pair, lane);
    if (!pair.lanes[lane].is_held) send_on(pair, lane);
  }
  pair.is_over |= has_lost_patience(pair);
}

void Proxy::receive_on(Pair& pair, std::size_t lane) {
  char bytes[16384];
  const ssize_t count = ::recv(pair.from(lane).get(), bytes, sizeof bytes, MSG_DONTWAIT);
  if (count < 0 && errno == EAGAIN) return;
  if (count <= 0) {
    pair.is_over = true;
    return;
  }
  ++pieces_[lane];
  pair.lanes[lane] = {{bytes, static_cast<std::size_t>(count)}, true};
  pair.last_came = Clock::now();
}

void Proxy::meddle_with(Pair& pair, std::size_t lane) {
  pair.lanes[lane].is_held = false;
  if (!pair.meddle) return;
  const std::string before = pair.lanes[lane].bytes;
  pair.is_over = !pair.meddle(Direction{static_cast<std::uint8_t>(lane)}, pair.lanes[lane].bytes);
  pair.was_meddled_with |= pair.lanes[lane].bytes != before;
}

void Proxy::send_on(Pair& pair, std::size_t lane) {
  std::string& bytes = pair.lanes[lane].bytes;
  if (bytes.empty()) return;
  const ssize_t sent =
      ::send(pair.to(lane).get(), bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
  if (sent >= 0) {
    bytes.erase(0, static_cast<std::size_t>(sent));
  } else if (errno != EAGAIN) {
    pair.is_over = true;
  }
}

bool Proxy::has_lost_patience(const Pair& pair) const {
  return patience_ && pair.was_meddled_with && Clock::now() >= pair.last_came + *patience_;
}

namespace {

std::function<Meddle()> ending_after(Direction direction, std::size_t bytes, bool cuts) {
  return [=] {
    return [=, left = bytes](Direction of, std::string& piece) mutable {
      if (of != direction) return true;
      const bool ends = piece.size() >= left;
      piece.resize(std::min(piece.size(), left));
      left -= piece.size();
      return !(cuts && ends);
    };
  };
}

class RandomMeddler {
 public:
  RandomMeddler(std::uint32_t seed, int once_in) : random_(seed), once_in_(once_in) {}

  bool operator()(std::string& bytes) {
    if (number(once_in_) != 0) return true;
    const std::size_t start = number(bytes.size());
    const std::size_t count = std::min(bytes.size() - start, 1 + number(number(2) == 0 ? 4 : 400));
    switch (number(6)) {
      case 0:
        bytes.erase(start, count);
        return true;
      case 1:
        bytes.insert(start, bytes.substr(start, count));
        return true;
      case 2:
        bytes[start] = static_cast<char>(number(256));
        return true;
      case 3:
        std::swap(bytes[start], bytes[number(bytes.size())]);
        return true;
      case 4:
        bytes.clear();
        return true;
      default:
        bytes.resize(start);
        return false;
    }
  }

 private:
  std::size_t number(std::size_t below) {
    return std::uniform_int_distribution<std::size_t>(0, below - 1)(random_);
  }

  std::mt19937 random_;
  std::size_t once_in_;
};

}  // namespace

std::function<Meddle()> swallowing_after(Direction direction, std::size_t bytes) {
  return ending_after(direction, bytes, false);
}

std::function<Meddle()> cutting_after(Direction direction, std::size_t bytes) {
  return ending_after(direction, bytes, true);
}

std::function<Meddle()> meddling_at_random(std::uint32_t seed, int once_in) {
  return [seed, once_in, connection = std::make_shared<std::atomic<std::uint32_t>>(0)] {
    return [meddler = RandomMeddler(seed + (*connection)++, once_in)](
               Direction, std::string& bytes) mutable { return meddler(bytes); };
  };
}

}  // namespace omnitrack::cache_test
