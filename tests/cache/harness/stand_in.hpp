#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <list>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "socket.hpp"

namespace omnitrack::cache_test {

class StandIn;

/// A client of a stand-in.
class Peer {
 public:
  Peer(StandIn& stand_in, Descriptor socket) : stand_in_(stand_in), socket_(std::move(socket)) {}

  /// The next command that it sends, none where it closes or the test ends.
  std::optional<std::vector<std::string>> read_command();
  /// Sends bytes as they are; false where it is gone.
  bool send(std::string_view bytes) { return send_all(socket_, bytes); }
  /// Waits until the test ends, at most for a time; whether it ended.
  bool wait_for_end(std::chrono::milliseconds limit = std::chrono::minutes(1));

 private:
  friend class StandIn;
  std::optional<std::string> read_line();
  bool read_more();

  StandIn& stand_in_;
  Descriptor socket_;
  std::string unread_;
};

/// What a stand-in does with each of its clients; the connection is closed when it returns.
using Behaviour = std::function<void(Peer&)>;

/// A server on 127.0.0.1 that behaves as a test wants.
class StandIn {
 public:
  explicit StandIn(Behaviour behaviour);
  ~StandIn();
  StandIn(const StandIn&) = delete;
  StandIn& operator=(const StandIn&) = delete;

  [[nodiscard]] std::uint16_t port() const { return port_of(listener_); }
  /// How many clients have connected.
  [[nodiscard]] int connections() const { return connections_; }
  /// Cuts all connections that are open.
  void cut();

 private:
  friend class Peer;
  void serve();

  Behaviour behaviour_;
  Descriptor listener_ = listen_locally();
  std::atomic<int> connections_ = 0;
  std::mutex mutex_;
  std::condition_variable ended_;
  bool over_ = false;
  std::list<Peer> peers_;
  std::vector<std::thread> threads_;
  std::thread accepting_;
};

/// Answers each command by a function of its words.
Behaviour answering(std::function<std::string(const std::vector<std::string>&)> answer);

/// Answers each command with the same bytes.
Behaviour answering(std::string answer);

}  // namespace omnitrack::cache_test
