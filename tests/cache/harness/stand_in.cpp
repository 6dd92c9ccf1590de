#include "stand_in.hpp"

#include <utility>

namespace omnitrack::cache_test {

bool Peer::read_more() {
  const std::string bytes = receive(socket_);
  unread_ += bytes;
  return !bytes.empty();
}

std::optional<std::string> Peer::read_line() {
  std::size_t end = 0;
  while ((end = unread_.find("\r\n")) == std::string::npos) {
    if (!read_more()) return std::nullopt;
  }
  std::string line = unread_.substr(0, end);
  unread_.erase(0, end + 2);
  return line;
}

std::optional<std::vector<std::string>> Peer::read_command() {
  const std::optional<std::string> count = read_line();
  if (!count || count->front() != '*') return std::nullopt;
  std::vector<std::string> words(std::stoul(count->substr(1)));
  for (std::string& word : words) {
    const std::optional<std::string> size_line = read_line();
    if (!size_line) return std::nullopt;
    const std::size_t size = std::stoul(size_line->substr(1));
    while (unread_.size() < size + 2) {
      if (!read_more()) return std::nullopt;
    }
    word = unread_.substr(0, size);
    unread_.erase(0, size + 2);
  }
  return words;
}

bool Peer::wait_for_end(std::chrono::milliseconds limit) {
  std::unique_lock lock(stand_in_.mutex_);
  return stand_in_.ended_.wait_for(lock, limit, [this] { return stand_in_.over_; });
}

StandIn::StandIn(Behaviour behaviour)
    : behaviour_(std::move(behaviour)), accepting_([this] { serve(); }) {}

StandIn::~StandIn() {
  {
    const std::lock_guard lock(mutex_);
    over_ = true;
    shut_down(listener_);
  }
  cut();
  ended_.notify_all();
  accepting_.join();
  for (std::thread& thread : threads_) thread.join();
}

void StandIn::cut() {
  const std::lock_guard lock(mutex_);
  for (const Peer& peer : peers_) shut_down(peer.socket_);
}

void StandIn::serve() {
  while (true) {
    Descriptor socket = accept_from(listener_);
    if (socket.get() < 0) return;
    const std::lock_guard lock(mutex_);
    if (over_) return;
    ++connections_;
    Peer& peer = peers_.emplace_back(*this, std::move(socket));
    threads_.emplace_back([this, &peer] {
      behaviour_(peer);
      shut_down(peer.socket_);
    });
  }
}

Behaviour answering(std::function<std::string(const std::vector<std::string>&)> answer) {
  return [answer = std::move(answer)](Peer& peer) {
    while (const auto words = peer.read_command()) {
      if (!peer.send(answer(*words))) return;
    }
  };
}

Behaviour answering(std::string answer) {
  return answering(
      [answer = std::move(answer)](const std::vector<std::string>&) { return answer; });
}

}  // namespace omnitrack::cache_test
