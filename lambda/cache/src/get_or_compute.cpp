#include "failure.hpp"
#include "leader.hpp"
#include "out_of_time.hpp"
#include "scripts.hpp"
#include "state.hpp"
#include "waiting.hpp"

// Of many callers, the first in each process looks for the others there, and the first of the
// processes, by a lock in Redis, computes. A stale value stands in for one that cannot be had.

namespace omnitrack::cache {

namespace {

std::string text_of(const std::exception_ptr& thrown) {
  try {
    std::rethrow_exception(thrown);
  } catch (const std::exception& error) {
    return error.what();
  } catch (...) {
    return "the computation threw something else than a std::exception";
  }
}

}  // namespace

/// One search for a value, and its computation.
class CacheService::State::Search {
 public:
  Search(State& state, const Wanted& wanted, const Compute& compute)
      : state_(state), store_(*state.store), wanted_(wanted), compute_(compute) {}

  Computed run() {
    auto found = store_.find(wanted_.key, wanted_.kind);
    if (!found) return do_without_redis(std::move(found).error());
    if (!*found) {
      state_.copies.forget(wanted_.key);
    } else if ((*found)->is_fresh()) {
      return give_fresh(std::move(**found));
    } else if (now() < (*found)->freshness->expires + wanted_.options.grace) {
      stale_ = std::move((*found)->value);
    }
    try {
      return share([this] { return wait_or_compute(); });
    } catch (const OutOfTime& out_of_time) {
      if (!stale_) throw;
      return give_stale(out_of_time.error, nullptr);
    } catch (...) {
      if (!stale_) throw;
      return give_stale(std::nullopt, std::current_exception());
    }
  }

 private:
  struct Lock {
    std::string key;
    std::string token;
  };
  struct Attempt {
    bool has_lock;
    std::optional<FoundValue> found;
  };

  Computed do_without_redis(Error why) {
    if (has_grace()) stale_ = state_.copies.find(wanted_.key, now());
    if (stale_) {
      store_.note_outcome(false);
      return give_stale(std::move(why), nullptr);
    }
    return share([&] { return compute_unlocked(std::move(why)); });
  }

  /// What the first caller of this process comes to, for all who come meanwhile.
  template <class Work>
  Computed share(const Work& work) {
    const std::string key(wanted_.key);
    while (true) {
      const Flights::Boarding boarding = state_.flights.board(key);
      if (boarding.leads) return Leader(state_.flights, key, *boarding.flight).fly(work);
      try {
        return take_shared(boarding.flight->wait(Deadline(limit_)));
      } catch (const OutOfTime&) {
        // The deadline was that of whoever led, who has left by now; or it is this caller's too.
        if (DeadlineScope::has_passed()) throw;
      }
    }
  }

  /// What another caller came to, if that was in time.
  Computed take_shared(std::optional<Computed> shared) {
    // A stale value is for those who stated a grace alone.
    const bool suits = shared && (shared->origin != Origin::stale || has_grace());
    if (suits) return std::move(*shared);
    return give_up_waiting(
        {ErrorCode::timed_out, "another caller has computed for longer than compute_limit"});
  }

  /// Waits until the value is there or nobody else computes it, and computes then.
  Computed wait_or_compute() {
    Waiting waiting{Deadline(limit_)};
    Origin origin = Origin::cached;
    do {
      auto attempt = look_and_lock();
      if (!attempt) return compute_unlocked(std::move(attempt).error());
      if (attempt->found && attempt->found->is_fresh()) {
        if (attempt->has_lock) unlock();
        return {std::move(attempt->found->value), origin};
      }
      if (attempt->has_lock) return compute_locked();
      origin = Origin::shared;
    } while (waiting.once_more());
    if (stale_)
      return give_up_waiting(
          {ErrorCode::timed_out, "another process has computed for longer than compute_limit"});
    leave_out_of_time("another process computes");
    return compute_and_write();
  }

  Computed give_up_waiting(Error why) {
    return stale_ ? give_stale(std::move(why), nullptr) : compute_unlocked(std::move(why));
  }

  Computed give_stale(std::optional<Error> why, std::exception_ptr thrown) {
    store_.note_stale();
    store_.log(LogLevel::warning, "stale_served", wanted_.key,
               why ? why->message : text_of(thrown));
    return {std::move(*stale_), Origin::stale, std::move(why), std::move(thrown)};
  }

  /// Gives a value that is fresh; now and then, before it expires, one that is fresher.
  Computed give_fresh(FoundValue found) {
    const auto& freshness = found.freshness;
    if (freshness) keep_copy(found.value, freshness->expires);
    if (!freshness || !is_due_early(*freshness, wanted_.options.early_refresh_beta, now())) {
      return {std::move(found.value), Origin::cached};
    }
    const std::string key(wanted_.key);
    const Flights::Boarding boarding = state_.flights.board(key);
    if (!boarding.leads) return {std::move(found.value), Origin::cached};
    return Leader(state_.flights, key, *boarding.flight).fly([&] {
      return refresh(std::move(found));
    });
  }

  /// Computes a value anew that is fresh, unless another process does or has done so.
  Computed refresh(FoundValue found) {
    auto attempt = look_and_lock();
    if (!attempt || !attempt->has_lock) return {std::move(found.value), Origin::cached};
    if (attempt->found && attempt->found->freshness &&
        attempt->found->freshness->expires > found.freshness->expires) {
      unlock();
      return {std::move(attempt->found->value), Origin::cached};
    }
    try {
      return compute_locked();
    } catch (...) {
      auto thrown = std::current_exception();
      store_.log(LogLevel::warning, "refresh_failed", wanted_.key, text_of(thrown));
      return {std::move(found.value), Origin::cached, std::nullopt, std::move(thrown)};
    }
  }

  // The lock first: who gets it after another has let it go finds the value that the other wrote.
  Result<Attempt> look_and_lock() {
    if (!lock_) lock_.emplace(Lock{state_.keys.lock(wanted_.key), unique_token()});
    const Digits milliseconds(limit_.count());
    Commands commands{"SET", lock_->key, lock_->token, "NX", "PX", milliseconds, "GET"};
    commands.add({"GET", wanted_.key});
    auto replies = store_.client().run(commands);
    if (!replies) return failure_of(std::move(replies));
    const Reply& holder = (*replies)[0];
    if (holder.is(Reply::Kind::error)) return tl::unexpected<Error>(Store::error_in(holder));
    // Its own token is there where the command had to be sent twice.
    const bool has_lock = holder.is(Reply::Kind::nil) || holder.text == lock_->token;
    auto found = store_.found_in(wanted_.key, wanted_.kind, std::move((*replies)[1]));
    if (!found) return failure_of(std::move(found));
    return Attempt{has_lock, std::move(*found)};
  }

  /// Throws where it is too late to compute.
  static void leave_out_of_time(std::string_view before) {
    if (DeadlineScope::has_passed()) throw OutOfTime{deadline_exceeded(before)};
  }

  /// Computes without a look at Redis.
  Computed compute_unlocked(Error why) {
    leave_out_of_time(why.message);
    store_.log(LogLevel::warning, "cache_bypassed", wanted_.key, why.message);
    store_.note_outcome(false);
    store_.note_computed();
    Computed computed{compute_(), Origin::computed, std::move(why)};
    if (const auto lifetime = time_to_live()) keep_copy(computed.value, now() + *lifetime);
    return computed;
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
    const auto start = std::chrono::steady_clock::now();
    Computed computed{compute_(), Origin::computed};
    auto written = write(computed.value, std::chrono::duration_cast<std::chrono::microseconds>(
                                             std::chrono::steady_clock::now() - start));
    if (!written) {
      store_.log(LogLevel::warning, "not_cached", wanted_.key, written.error().message);
      store_.note_outcome(false);
      computed.cache_error = std::move(written).error();
    }
    return computed;
  }

  Result<void> write(std::string_view value, std::chrono::microseconds cost) {
    const LastStep last_step;
    StoredValue stored{wanted_.key, wanted_.kind, value, time_to_live()};
    if (is_dated()) {
      stored.freshness = Freshness{now() + *stored.time_to_live, cost};
      *stored.time_to_live += wanted_.options.grace;
      keep_copy(value, stored.freshness->expires);
    }
    return store_.write(stored);
  }

  void unlock() {
    const LastStep last_step;
    auto done = store_.client().run(scripts().unlock, std::array{Word(lock_->key)},
                                    std::array{Word(lock_->token)});
    // A lock that stays goes by itself after the limit.
    if (!done) store_.log(LogLevel::info, "lock_not_freed", wanted_.key, done.error().message);
  }

  void keep_copy(std::string_view value, Moment expires) {
    if (has_grace()) state_.copies.keep(wanted_.key, value, expires + wanted_.options.grace);
  }

  [[nodiscard]] bool has_grace() const { return wanted_.options.grace.count() > 0; }

  /// Whether the value's end stands beside it.
  [[nodiscard]] bool is_dated() const {
    return has_grace() || wanted_.options.early_refresh_beta > 0;
  }

  [[nodiscard]] TimeToLive time_to_live() const {
    const TimeToLive whole = wanted_.options.time_to_live;
    return whole ? TimeToLive(shortened(*whole, wanted_.options.jitter)) : whole;
  }

  State& state_;
  Store& store_;
  const Wanted& wanted_;
  const Compute& compute_;
  const std::chrono::milliseconds limit_ = state_.configuration.compute_limit;
  // Made when it is first asked for; most searches end before.
  std::optional<Lock> lock_;
  // What was found past its time, and may be given within its grace.
  std::optional<std::string> stale_;
};

Result<Computed> CacheService::State::get_or_compute(const Wanted& wanted, const Compute& compute) {
  auto checked = check(wanted.options);
  if (!checked) return store->note<Computed>(failure_of(std::move(checked)));
  try {
    return Search(*this, wanted, compute).run();
  } catch (const OutOfTime& out_of_time) {
    return store->note<Computed>(tl::unexpected<Error>(out_of_time.error));
  }
}

Result<Computed> CacheService::get_or_compute(std::string_view key,
                                              std::optional<std::chrono::milliseconds> time_to_live,
                                              const Compute& compute) {
  return get_or_compute_with(key, {time_to_live}, compute);
}

Result<Computed> CacheService::get_or_compute_with(std::string_view key,
                                                   const ComputeOptions& options,
                                                   const Compute& compute) {
  auto full = state_->keys.own(key);
  if (!full) return state_->store->note<Computed>(failure_of(std::move(full)));
  return state_->get_or_compute({*full, ValueKind::own, options}, compute);
}

Result<Computed> CacheService::get_or_compute_simulation_result(std::string_view scenario,
                                                                std::string_view hash,
                                                                const Compute& compute) {
  return get_or_compute_simulation_result(scenario, hash, ComputeOptions(), compute);
}

Result<Computed> CacheService::get_or_compute_simulation_result(std::string_view scenario,
                                                                std::string_view hash,
                                                                const ComputeOptions& options,
                                                                const Compute& compute) {
  auto key = state_->keys.simulation(scenario, hash);
  if (!key) return state_->store->note<Computed>(failure_of(std::move(key)));
  ComputeOptions completed = options;
  if (!completed.time_to_live) {
    completed.time_to_live = state_->configuration.times_to_live.simulation_result;
  }
  return state_->get_or_compute({*key, ValueKind::simulation, completed}, compute);
}

}  // namespace omnitrack::cache
