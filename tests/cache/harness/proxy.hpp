#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <list>
#include <mutex>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "socket.hpp"

namespace omnitrack::cache_test {

enum class Direction : std::uint8_t { to_server, to_client };

/// Changes bytes on their way; false cuts the connection behind what it leaves of them.
using Meddle = std::function<bool(Direction direction, std::string& bytes)>;

/// Stands between a client and a server of 127.0.0.1.
class Proxy {
 public:
  /// Passes on what each connection's own function leaves; without one all.
  explicit Proxy(std::uint16_t server, std::function<Meddle()> make_meddle = {});
  ~Proxy();
  Proxy(const Proxy&) = delete;
  Proxy& operator=(const Proxy&) = delete;

  [[nodiscard]] std::uint16_t port() const { return port_of(listener_); }
  /// How many connections were made through it.
  [[nodiscard]] int connections() const { return connections_; }
  /// Cuts all connections that are open.
  void cut();
  /// Keeps what comes for a direction to itself, until it is released.
  void hold(Direction direction);
  /// Passes on what was held.
  void release();
  /// How many pieces came for a direction so far, held ones too.
  [[nodiscard]] int pieces(Direction direction) const {
    return pieces_[static_cast<std::size_t>(direction)];
  }

 private:
  struct Pair {
    Pair(Descriptor of_client, Descriptor of_server)
        : client(std::move(of_client)), server(std::move(of_server)) {}

    Descriptor client;
    Descriptor server;
    std::mutex mutex;
    Meddle meddle;
  };
  void serve();
  void pass_on(Pair& pair, Direction direction);

  std::uint16_t server_;
  std::function<Meddle()> make_meddle_;
  Descriptor listener_ = listen_locally();
  std::atomic<int> connections_ = 0;
  std::atomic<int> pieces_[2] = {0, 0};
  std::mutex mutex_;
  std::condition_variable released_;
  bool held_[2] = {false, false};
  bool over_ = false;
  std::list<Pair> pairs_;
  std::vector<std::thread> threads_;
  std::thread accepting_;
};

/// Passes on so many bytes of a direction and swallows the rest.
std::function<Meddle()> swallowing_after(Direction direction, std::size_t bytes);

/// Cuts the connection after so many bytes of a direction.
std::function<Meddle()> cutting_after(Direction direction, std::size_t bytes);

/// Now and then drops, doubles, changes or swaps bytes of either direction, or cuts the connection;
/// once in so many pieces, as a seed has it.
std::function<Meddle()> meddling_at_random(std::uint32_t seed, int once_in);

}  // namespace omnitrack::cache_test
