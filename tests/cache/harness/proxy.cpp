#include "proxy.hpp"

#include <algorithm>
#include <memory>
#include <utility>

namespace omnitrack::cache_test {

Proxy::Proxy(std::uint16_t server, std::function<Meddle()> make_meddle)
    : server_(server), make_meddle_(std::move(make_meddle)), accepting_([this] { serve(); }) {}

Proxy::~Proxy() {
  {
    const std::lock_guard lock(mutex_);
    over_ = true;
    shut_down(listener_);
  }
  cut();
  released_.notify_all();
  accepting_.join();
  for (std::thread& thread : threads_) thread.join();
}

void Proxy::cut() {
  const std::lock_guard lock(mutex_);
  for (const Pair& pair : pairs_) {
    shut_down(pair.client);
    shut_down(pair.server);
  }
}

void Proxy::hold(Direction direction) {
  const std::lock_guard lock(mutex_);
  held_[static_cast<std::size_t>(direction)] = true;
}

void Proxy::release() {
  {
    const std::lock_guard lock(mutex_);
    held_[0] = held_[1] = false;
  }
  released_.notify_all();
}

void Proxy::serve() {
  while (true) {
    Descriptor client = accept_from(listener_);
    if (client.get() < 0) return;
    Descriptor server = connect_to(server_);
    const std::lock_guard lock(mutex_);
    if (over_) return;
    ++connections_;
    if (server.get() < 0) continue;
    Pair& pair = pairs_.emplace_back(std::move(client), std::move(server));
    if (make_meddle_) pair.meddle = make_meddle_();
    threads_.emplace_back([this, &pair] { pass_on(pair, Direction::to_server); });
    threads_.emplace_back([this, &pair] { pass_on(pair, Direction::to_client); });
  }
}

void Proxy::pass_on(Pair& pair, Direction direction) {
  const bool up = direction == Direction::to_server;
  const Descriptor& from = up ? pair.client : pair.server;
  const Descriptor& to = up ? pair.server : pair.client;
  bool going_on = true;
  while (going_on) {
    std::string bytes = receive(from);
    if (bytes.empty()) break;
    ++pieces_[static_cast<std::size_t>(direction)];
    {
      std::unique_lock lock(mutex_);
      released_.wait(lock, [&] { return over_ || !held_[static_cast<std::size_t>(direction)]; });
    }
    if (pair.meddle) {
      const std::lock_guard lock(pair.mutex);
      going_on = pair.meddle(direction, bytes);
    }
    going_on = send_all(to, bytes) && going_on;
  }
  shut_down(from);
  shut_down(to);
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
