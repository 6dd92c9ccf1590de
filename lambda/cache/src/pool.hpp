#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

#include "connection.hpp"

namespace omnitrack::cache {

class Pool;

/// A connection on loan from the pool; goes back when it is let go, unless it was spoiled.
class Lease {
 public:
  Lease(Pool& pool, std::unique_ptr<Connection> connection, std::uint64_t generation)
      : pool_(&pool), connection_(std::move(connection)), generation_(generation) {}
  Lease(Lease&& other) noexcept = default;
  Lease& operator=(Lease&&) = delete;
  Lease(const Lease&) = delete;
  Lease& operator=(const Lease&) = delete;
  ~Lease();

  Connection* operator->() const { return connection_.get(); }
  /// Closes the connection instead of giving it back.
  void spoil();
  /// The same, and closes all connections that were made before now: where they lead is not where
  /// Redis is any more.
  void spoil_generation();

 private:
  Pool* pool_;
  std::unique_ptr<Connection> connection_;
  std::uint64_t generation_;
};

/// Connections to Redis, bounded in number, the last used first.
class Pool {
 public:
  /// The configuration must outlive the pool.
  static Result<std::unique_ptr<Pool>> create(const Configuration& configuration);
  Pool(const Configuration& configuration, std::optional<TlsContext> tls);

  /// A connection that was looked at, or a new one, by the limit at the latest; fails with `busy`
  /// or as `Connection::open`.
  Result<Lease> acquire(Deadline limit, Connection::Look look);

  /// How many connections were made so far.
  [[nodiscard]] std::uint64_t made() const;
  /// How many are open.
  [[nodiscard]] std::uint64_t open() const;
  /// How many of these are not in use.
  [[nodiscard]] std::uint64_t idle() const;
  /// How often all connections of before were given up.
  [[nodiscard]] std::uint64_t generation() const { return generation_; }

 private:
  friend class Lease;
  [[nodiscard]] bool is_exhausted() const {
    return idle_.empty() && open_ >= configuration_.max_connections;
  }
  Result<Lease> connect(Deadline limit);
  void give_back(std::unique_ptr<Connection> connection, std::uint64_t generation);
  void discard(std::unique_ptr<Connection> connection);
  void end_generation(std::uint64_t generation);
  void discard_idle(std::unique_lock<std::mutex>& lock);

  const Configuration& configuration_;
  const std::optional<TlsContext> tls_;
  mutable std::mutex mutex_;
  std::condition_variable freed_;
  // Of the generation that is.
  std::vector<std::unique_ptr<Connection>> idle_;
  std::atomic<std::uint64_t> generation_ = 0;
  // With those that are being made.
  std::size_t open_ = 0;
  std::uint64_t made_ = 0;
};

}  // namespace omnitrack::cache
