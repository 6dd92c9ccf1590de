#include "pool.hpp"

#include <fmt/format.h>

#include "failure.hpp"

namespace omnitrack::cache {

Lease::~Lease() {
  if (connection_) pool_->give_back(std::move(connection_), generation_);
}

void Lease::spoil() { pool_->discard(std::move(connection_)); }

void Lease::spoil_generation() {
  spoil();
  pool_->end_generation(generation_);
}

Result<std::unique_ptr<Pool>> Pool::create(const Configuration& configuration) {
  auto tls = tls_of(configuration);
  if (!tls) return failure_of(std::move(tls));
  return std::make_unique<Pool>(configuration, std::move(*tls));
}

Pool::Pool(const Configuration& configuration, std::optional<TlsContext> tls)
    : configuration_(configuration), tls_(std::move(tls)) {
  idle_.reserve(configuration.max_connections);
}

Result<Lease> Pool::acquire(Deadline limit, Connection::Look look) {
  std::optional<Deadline> deadline;
  std::unique_lock lock(mutex_);
  while (true) {
    if (is_exhausted()) {
      if (!deadline) deadline = Deadline::earlier(Deadline(configuration_.acquire_timeout), limit);
      if (!freed_.wait_until(lock, deadline->moment(), [&] { return !is_exhausted(); })) {
        return failure(ErrorCode::busy, fmt::format("all {} connections stayed in use for {} ms",
                                                    configuration_.max_connections,
                                                    configuration_.acquire_timeout.count()));
      }
    }
    if (idle_.empty()) {
      ++open_;
      lock.unlock();
      return connect(limit);
    }
    std::unique_ptr<Connection> connection = std::move(idle_.back());
    idle_.pop_back();
    const std::uint64_t generation = generation_;
    lock.unlock();
    if (connection->is_usable(look)) return Lease(*this, std::move(connection), generation);
    // The others were in use before it, so each would be waited for as long.
    if (connection->is_silent()) {
      lock.lock();
      discard_idle(lock);
    }
    discard(std::move(connection));
    lock.lock();
  }
}

Result<Lease> Pool::connect(Deadline limit) {
  const std::uint64_t generation = generation_;
  auto connection = Connection::open(configuration_, tls_ ? &*tls_ : nullptr, limit);
  if (!connection) {
    discard(nullptr);
    return failure_of(std::move(connection));
  }
  {
    const std::lock_guard lock(mutex_);
    ++made_;
  }
  return Lease(*this, std::move(*connection), generation);
}

void Pool::give_back(std::unique_ptr<Connection> connection, std::uint64_t generation) {
  {
    const std::lock_guard lock(mutex_);
    if (generation == generation_) idle_.push_back(std::move(connection));
  }
  if (connection) {
    discard(std::move(connection));
  } else {
    freed_.notify_one();
  }
}

void Pool::discard(std::unique_ptr<Connection> connection) {
  connection.reset();
  {
    const std::lock_guard lock(mutex_);
    --open_;
  }
  freed_.notify_one();
}

// Of those who notice it at once one ends it.
void Pool::end_generation(std::uint64_t generation) {
  std::unique_lock lock(mutex_);
  if (generation != generation_) return;
  ++generation_;
  discard_idle(lock);
}

void Pool::discard_idle(std::unique_lock<std::mutex>& lock) {
  std::vector<std::unique_ptr<Connection>> discarded;
  discarded.reserve(configuration_.max_connections);
  discarded.swap(idle_);
  open_ -= discarded.size();
  lock.unlock();
  freed_.notify_all();
}

std::uint64_t Pool::made() const {
  const std::lock_guard lock(mutex_);
  return made_;
}

std::uint64_t Pool::idle() const {
  const std::lock_guard lock(mutex_);
  return idle_.size();
}

std::uint64_t Pool::open() const {
  const std::lock_guard lock(mutex_);
  return open_;
}

}  // namespace omnitrack::cache
