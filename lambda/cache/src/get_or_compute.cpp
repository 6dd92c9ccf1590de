#include <random>
#include <thread>

#include "failure.hpp"
#include "scripts.hpp"
#include "state.hpp"

// Of many callers, the first in each process looks for the others there, and the first of the
// processes, by a lock in Redis, computes.

namespace omnitrack::cache {

namespace {

constexpr std::chrono::milliseconds first_pause{5};
constexpr std::chrono::milliseconds longest_pause{100};

/// Waits a while that gets longer, at random so that many who wait do not ask at once.
class Waiting {
 public:
  explicit Waiting(Deadline deadline) : deadline_(deadline) {}

  /// False where the deadline has come.
  bool once_more() {
    const auto left = deadline_.left();
    if (left == std::chrono::nanoseconds(0)) return false;
    std::uniform_int_distribution<std::int64_t> jitter(pause_.count() / 2, pause_.count());
    std::this_thread::sleep_for(
        std::min<std::chrono::nanoseconds>(left, std::chrono::nanoseconds(jitter(random_))));
    pause_ = std::min<std::chrono::nanoseconds>(2 * pause_, longest_pause);
    return true;
  }

 private:
  Deadline deadline_;
  std::chrono::nanoseconds pause_ = first_pause;
  std::minstd_rand random_{std::random_device{}()};
};

/// Ends a flight with what was thrown when nothing else did.
class Leader {
 public:
  Leader(Flights& flights, const std::string& key, Flight& flight)
      : flights_(flights), key_(key), flight_(flight) {}
  Leader(const Leader&) = delete;
  Leader& operator=(const Leader&) = delete;
  ~Leader() { flights_.leave(key_); }

  template <class Work>
  Computed fly(const Work& work) {
    try {
      Computed computed = work();
      Computed shared = computed;
      if (shared.origin == Origin::computed) shared.origin = Origin::shared;
      flight_.land(shared);
      return computed;
    } catch (...) {
      flight_.fail(std::current_exception());
      throw;
    }
  }

 private:
  Flights& flights_;
  const std::string& key_;
  Flight& flight_;
};

}  // namespace

/// One search for a value, and its computation.
class CacheService::State::Search {
 public:
  Search(State& state, const StoredValue& wanted, const Compute& compute)
      : store_(*state.store),
        wanted_(wanted),
        compute_(compute),
        lock_(state.keys.lock(wanted.key)),
        limit_(state.configuration.compute_limit) {}

  /// Waits until the value is there or nobody else computes it, and computes then.
  Computed run() {
    Waiting waiting{Deadline(limit_)};
    Origin found = Origin::cached;
    do {
      auto attempt = look_and_lock();
      if (!attempt) return compute_unlocked(std::move(attempt).error());
      if (attempt->value) {
        if (attempt->has_lock) unlock();
        return {std::move(*attempt->value), found, std::nullopt};
      }
      if (attempt->has_lock) return compute_locked();
      found = Origin::shared;
    } while (waiting.once_more());
    return compute_and_write();
  }

  /// Computes without a look at Redis.
  Computed compute_unlocked(Error why) {
    store_.log(LogLevel::warning, "cache_bypassed", wanted_.key, why.message);
    store_.note_outcome(false);
    store_.note_computed();
    return {compute_(), Origin::computed, std::move(why)};
  }

 private:
  struct Attempt {
    bool has_lock;
    std::optional<std::string> value;
  };

  // The lock first: who gets it after another has let it go finds the value that the other wrote.
  Result<Attempt> look_and_lock() {
    const Digits milliseconds(limit_.count());
    Commands commands{"SET", lock_, token_, "NX", "PX", milliseconds, "GET"};
    commands.add({"GET", wanted_.key});
    auto replies = store_.client().run(commands);
    if (!replies) return failure_of(std::move(replies));
    const Reply& holder = (*replies)[0];
    if (holder.is(Reply::Kind::error)) return tl::unexpected<Error>(Store::error_in(holder));
    // Its own token is there where the command had to be sent twice.
    const bool has_lock = holder.is(Reply::Kind::nil) || holder.text == token_;
    auto value = store_.value_in(wanted_.key, wanted_.kind, std::move((*replies)[1]));
    if (!value) return failure_of(std::move(value));
    return Attempt{has_lock, std::move(*value)};
  }

  Computed compute_locked() {
    try {
      Computed computed = compute_and_write();
      unlock();
      return computed;
    } catch (...) {
      unlock();
      throw;
    }
  }

  Computed compute_and_write() {
    store_.note_computed();
    Computed computed{compute_(), Origin::computed, std::nullopt};
    auto written = store_.write({wanted_.key, wanted_.kind, computed.value, wanted_.time_to_live});
    if (!written) {
      store_.log(LogLevel::warning, "not_cached", wanted_.key, written.error().message);
      store_.note_outcome(false);
      computed.cache_error = std::move(written).error();
    }
    return computed;
  }

  void unlock() {
    auto done =
        store_.client().run(scripts().unlock, std::array{Word(lock_)}, std::array{Word(token_)});
    // A lock that stays goes by itself after the limit.
    if (!done) store_.log(LogLevel::info, "lock_not_freed", wanted_.key, done.error().message);
  }

  Store& store_;
  const StoredValue& wanted_;
  const Compute& compute_;
  const std::string lock_;
  const std::string token_ = unique_token();
  const std::chrono::milliseconds limit_;
};

Computed CacheService::State::get_or_compute(const StoredValue& wanted, const Compute& compute) {
  auto cached = store->read(wanted.key, wanted.kind);
  if (cached && *cached) return {std::move(**cached), Origin::cached, std::nullopt};
  Search search(*this, wanted, compute);
  const std::string key(wanted.key);
  const Flights::Boarding boarding = flights.board(key);
  if (!boarding.leads) {
    auto shared = boarding.flight->wait(Deadline(configuration.compute_limit));
    if (shared) return std::move(*shared);
    return search.compute_unlocked(
        {ErrorCode::timed_out, "another caller has computed for longer than compute_limit"});
  }
  Leader leader(flights, key, *boarding.flight);
  return leader.fly(
      [&] { return cached ? search.run() : search.compute_unlocked(std::move(cached).error()); });
}

Result<Computed> CacheService::get_or_compute(std::string_view key,
                                              std::optional<std::chrono::milliseconds> time_to_live,
                                              const Compute& compute) {
  Store& store = *state_->store;
  auto full = state_->keys.own(key);
  if (!full) return store.note<Computed>(failure_of(std::move(full)));
  auto checked = check(time_to_live);
  if (!checked) return store.note<Computed>(failure_of(std::move(checked)));
  return state_->get_or_compute({*full, ValueKind::own, {}, time_to_live}, compute);
}

Result<Computed> CacheService::get_or_compute_simulation_result(std::string_view scenario,
                                                                std::string_view hash,
                                                                const Compute& compute) {
  auto key = state_->keys.simulation(scenario, hash);
  if (!key) return state_->store->note<Computed>(failure_of(std::move(key)));
  return state_->get_or_compute(
      {*key, ValueKind::simulation, {}, state_->configuration.times_to_live.simulation_result},
      compute);
}

}  // namespace omnitrack::cache
