#pragma once

#include <poll.h>

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <list>
#include <mutex>
#include <optional>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "socket.hpp"

namespace omnitrack::cache_test {

enum class Direction : std::uint8_t { to_server, to_client };

/// Changes bytes on their way; false cuts the connection behind what it leaves of them.
using Meddle = std::function<bool(Direction direction, std::string& bytes)>;

/// Stands between a client and a server of 127.0.0.1; one thread serves all connections.
class Proxy {
 public:
  using Clock = std::chrono::steady_clock;

  /// Passes on what each connection's own function leaves; without one all. With a patience, cuts a
  /// connection that was meddled with once nothing has come through it for so long.
  explicit Proxy(std::uint16_t server, std::function<Meddle()> make_meddle = {},
                 std::optional<std::chrono::milliseconds> patience = {});
  ~Proxy();
  Proxy(const Proxy&) = delete;
  Proxy& operator=(const Proxy&) = delete;

  [[nodiscard]] std::uint16_t port() const { return port_of(listener_); }
  /// How many connections were made through it.
  [[nodiscard]] int connections() const { return connections_; }
  /// Leads to another server from now on; connections that are open stay, as with a name.
  void lead_to(std::uint16_t server) { server_ = server; }
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
  /// What came from one side and is on its way to the other.
  struct Lane {
    std::string bytes;
    bool is_held = false;
  };
  struct Pair {
    Descriptor client;
    Descriptor server;
    Meddle meddle;
    Clock::time_point last_came = Clock::now();
    bool was_meddled_with = false;
    bool is_over = false;
    Lane lanes[2] = {};

    Descriptor& from(std::size_t lane) { return lane == 0 ? client : server; }
    Descriptor& to(std::size_t lane) { return lane == 0 ? server : client; }
  };
  void serve();
  std::vector<pollfd> awaited();
  int time_left() const;
  void wake() const;
  void take_connection();
  void work_on(Pair& pair);
  void receive_on(Pair& pair, std::size_t lane);
  void meddle_with(Pair& pair, std::size_t lane);
  void send_on(Pair& pair, std::size_t lane);
  bool has_lost_patience(const Pair& pair) const;

  std::atomic<std::uint16_t> server_;
  std::function<Meddle()> make_meddle_;
  std::optional<std::chrono::milliseconds> patience_;
  Descriptor listener_ = listen_locally();
  Descriptor woken_;
  std::atomic<int> connections_ = 0;
  std::atomic<int> pieces_[2] = {0, 0};
  std::mutex mutex_;
  bool held_[2] = {false, false};
  bool over_ = false;
  std::list<Pair> pairs_;
  std::thread thread_;
};

/// Passes on so many bytes of a direction and swallows the rest.
std::function<Meddle()> swallowing_after(Direction direction, std::size_t bytes);

/// Cuts the connection after so many bytes of a direction.
std::function<Meddle()> cutting_after(Direction direction, std::size_t bytes);

/// Now and then drops, doubles, changes or swaps bytes of either direction, or cuts the connection;
/// once in so many pieces, as a seed has it.
std::function<Meddle()> meddling_at_random(std::uint32_t seed, int once_in);

}  // namespace omnitrack::cache_test
