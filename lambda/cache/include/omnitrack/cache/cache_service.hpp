#pragma once

#include <chrono>
#include <concepts>
#include <cstdint>
#include <exception>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <omnitrack/cache/compute_options.hpp>
#include <omnitrack/cache/configuration.hpp>
#include <omnitrack/cache/error.hpp>
#include <omnitrack/cache/once.hpp>

namespace omnitrack::cache {

/// A point in time, in milliseconds since 1970 in UTC; the cache takes none before 1970.
using Timestamp = std::chrono::sys_time<std::chrono::milliseconds>;

/// A user's session.
struct Session {
  /// What the user's session holds, as the caller writes it.
  std::string data;
  /// When the user last did something.
  Timestamp last_activity;
};

/// What a digital twin was like at one time.
struct DigitalTwinState {
  Timestamp timestamp;
  /// The state, as the caller writes it.
  std::string data;
};

/// A value with its key, for `set_many`.
struct Entry {
  std::string_view key;
  std::string_view value;
  /// How long it lives; until it is evicted where it is left out.
  std::optional<std::chrono::milliseconds> time_to_live = std::nullopt;
};

/// Where a value of `get_or_compute` came from.
enum class Origin : std::uint8_t {
  cached,    ///< it was in the cache
  computed,  ///< this call computed it
  shared,    ///< another call computed it while this one waited
  stale,     ///< it was kept for when neither Redis nor the computation gives one
};

/// What `get_or_compute` found or made.
struct Computed {
  std::string value;
  Origin origin;
  /// Why the value is not in the cache now, if so.
  std::optional<Error> cache_error = std::nullopt;
  /// What the computation threw, where a value that was kept is given instead.
  std::exception_ptr thrown = nullptr;
};

/// Computes a value; what it throws reaches the caller of `get_or_compute`.
using Compute = std::function<std::string()>;

/// What became of the operations since the service was made.
struct Statistics {
  std::uint64_t hits = 0;
  std::uint64_t misses = 0;
  /// Values that were there and were not ours, of another version or damaged; misses too.
  std::uint64_t rejected = 0;
  /// Operations that failed.
  std::uint64_t errors = 0;
  /// Calls of `get_or_compute` that computed.
  std::uint64_t computed = 0;
  /// Connections that were made.
  std::uint64_t connections_made = 0;
  /// Connections that are open now.
  std::uint64_t connections_open = 0;
  /// Values that were given stale.
  std::uint64_t stale = 0;
  /// Those of the hits that were in this process, on the local level.
  std::uint64_t local_hits = 0;
  /// How often all values of the local level were dropped.
  std::uint64_t local_drops = 0;
};

struct Metrics;

/// Caches simulation results, sessions, digital-twin states and values of one's own in Redis.
///
/// Safe to use from many threads. Connections are made when they are first needed and kept. Each
/// operation fails with a typed error and never throws; a miss is not an error. Ids and keys have 1
/// to 256 bytes of UTF-8 without control characters, else the operation fails with `invalid_key`;
/// values have at most `max_value_bytes`, else `invalid_value`.
class CacheService {
 public:
  /// Makes a service without connecting yet; fails with `invalid_configuration`.
  static Result<CacheService> create(Configuration configuration);
  CacheService(CacheService&& other) noexcept;
  CacheService& operator=(CacheService&& other) noexcept;
  CacheService(const CacheService&) = delete;
  CacheService& operator=(const CacheService&) = delete;
  ~CacheService();

  /// Keeps a simulation's result for an hour, as `simulation:{scenario}:{hash}`; the scenario's
  /// name and the hash of its parameters hold no colon.
  Result<void> cache_simulation_result(std::string_view scenario, std::string_view hash,
                                       std::string_view result);
  /// A simulation's result, if it is there.
  Result<std::optional<std::string>> get_simulation_result(std::string_view scenario,
                                                           std::string_view hash);
  /// A simulation's result from the cache, or computed and cached; as `get_or_compute`.
  Result<Computed> get_or_compute_simulation_result(std::string_view scenario,
                                                    std::string_view hash, const Compute& compute);
  /// The same with options, whose time to live is the configuration's where it is left out.
  Result<Computed> get_or_compute_simulation_result(std::string_view scenario,
                                                    std::string_view hash,
                                                    const ComputeOptions& options,
                                                    const Compute& compute);

  /// Keeps a session for 24 hours, as `session:{id}`; a later activity that is there already stays.
  Result<void> cache_session(std::string_view id, const Session& session);
  /// A session, if it is there.
  Result<std::optional<Session>> get_session(std::string_view id);
  /// Notes that a session's user did something, in one step on the server, and keeps the session
  /// for 24 hours more; an earlier time than what is noted changes nothing but that. False where
  /// there is no such session.
  Result<bool> update_session_activity(std::string_view id, Timestamp time);
  /// The same, with the time of now.
  Result<bool> update_session_activity(std::string_view id);
  /// Forgets a session; false where there was none.
  Result<bool> delete_session(std::string_view id);

  /// Keeps a digital twin's state for 5 minutes, as `dt:state:{timestamp}` in milliseconds.
  Result<void> cache_digital_twin_state(const DigitalTwinState& state);
  /// The state at a time, if it is there.
  Result<std::optional<DigitalTwinState>> get_digital_twin_state(Timestamp timestamp);
  /// The state of the latest timestamp among those that are there.
  Result<std::optional<DigitalTwinState>> get_latest_digital_twin_state();
  /// Forgets all states at once, and gives how many there were; frees their memory in short steps.
  Result<std::uint64_t> invalidate_digital_twin_cache();

  /// Keeps a value under a key of one's own; until it is evicted without a time to live, which is
  /// at least a millisecond. Keys that begin with `simulation:`, `session:`, `dt:`, `lock:` or
  /// `once:` are those of the other operations.
  Result<void> set(std::string_view key, std::string_view value,
                   std::optional<std::chrono::milliseconds> time_to_live = std::nullopt);
  /// The value of a key, if it is there.
  Result<std::optional<std::string>> get(std::string_view key);
  /// Forgets a key; false where it was not there.
  Result<bool> remove(std::string_view key);
  /// Whether a key is there, fresh or stale.
  Result<bool> exists(std::string_view key);
  /// How long a key has yet, if it is there, with its grace; `milliseconds::max()` where it does
  /// not expire.
  Result<std::optional<std::chrono::milliseconds>> ttl(std::string_view key);

  /// Keeps values in as few round trips as their sizes allow; one result each, in their order.
  std::vector<Result<void>> set_many(std::span<const Entry> entries);
  /// Gets values in as few round trips as possible; one result each, in their order.
  std::vector<Result<std::optional<std::string>>> get_many(std::span<const std::string_view> keys);

  /// A key's value, or computed and cached. Of many callers at once, in this process and in others,
  /// one computes and the others wait for it, no longer than `compute_limit`. Where Redis is away
  /// it computes as well. Fails for a wrong key or time, and once the thread's deadline has come.
  Result<Computed> get_or_compute(std::string_view key,
                                  std::optional<std::chrono::milliseconds> time_to_live,
                                  const Compute& compute);
  /// The same with options: a value that is kept past its time stands in for one that cannot be
  /// had, with `Origin::stale`; where Redis is away, nothing is computed while there is one. Plain
  /// reads never give it.
  // A template, so that `{}` means no time to live above.
  template <std::same_as<ComputeOptions> Options = ComputeOptions>
  Result<Computed> get_or_compute(std::string_view key, const Options& options,
                                  const Compute& compute) {
    return get_or_compute_with(key, options, compute);
  }

  /// Runs a handler that must not run twice for one key, such as one that charges a card, and keeps
  /// its answer: whoever asks again gets that. Of many callers at once one runs and the others wait
  /// for 5 s at most, then fail with `in_progress`. One that throws frees the key for the next, and
  /// what it threw reaches the caller; one that crashes does after 30 s. Fails where Redis is away.
  Result<OnceAnswer> once(std::string_view key, std::chrono::milliseconds time_to_live,
                          const Compute& handler);
  /// The same with options.
  Result<OnceAnswer> once(std::string_view key, const OnceOptions& options, const Compute& handler);

  /// Forgets everything under the prefix, and nothing else, in short steps that let others through;
  /// gives how many keys there were. Fails with `invalid_configuration` without a prefix.
  Result<std::uint64_t> flush();
  /// Whether Redis answers.
  Result<void> ping();
  /// What became of the operations so far.
  [[nodiscard]] Statistics statistics() const;
  /// The same with what operations on Redis took and what connections and breakers are like, where
  /// `measure` is set (metrics.hpp).
  [[nodiscard]] Metrics metrics() const;

 private:
  struct State;
  explicit CacheService(std::unique_ptr<State> state);
  Result<Computed> get_or_compute_with(std::string_view key, const ComputeOptions& options,
                                       const Compute& compute);
  std::unique_ptr<State> state_;
};

/// The one service of the process, made on the first call and kept for all invocations. Configured
/// by the environment, and by what the first call adjusts beside; fails with
/// `invalid_configuration`, then on each call.
Result<CacheService*> initialize_cache_service(
    const std::function<void(Configuration&)>& adjust = {});

}  // namespace omnitrack::cache
