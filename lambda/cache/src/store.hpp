#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "envelope.hpp"
#include "found_value.hpp"
#include "keys.hpp"
#include "local_reader.hpp"
#include "meter.hpp"
#include "redis.hpp"
#include "time_to_live.hpp"
#include <omnitrack/cache/cache_service.hpp>

namespace omnitrack::cache {

/// A value with its whole key, as it goes into Redis.
struct StoredValue {
  std::string_view key;
  ValueKind kind;
  std::string_view value;
  TimeToLive time_to_live;
  /// Until when it is fresh, if that is not as long as it lives.
  std::optional<Freshness> freshness = std::nullopt;
};

/// Whether a command that answers with a count did something.
inline bool is_some(std::int64_t count) { return count != 0; }

/// Values in envelopes under whole keys, and what every operation on them has in common: bounds,
/// counting and the log.
class Store {
 public:
  /// The configuration must outlive the store, and have been checked; so must the meter, if there
  /// is one.
  static Result<std::unique_ptr<Store>> create(const Configuration& configuration, Meter* meter);
  Store(const Configuration& configuration, std::unique_ptr<Redis> client,
        std::unique_ptr<LocalReader> local);

  /// Writes a value.
  Result<void> write(const StoredValue& value);
  /// Reads a value that is fresh or stale, which is a miss; so is one that is not ours.
  Result<std::optional<FoundValue>> find(std::string_view key, ValueKind kind);
  /// Reads a value that is fresh; one that is not ours is a miss.
  Result<std::optional<std::string>> read(std::string_view key, ValueKind kind);

  /// Looks for fresh values on the local level, of the keys that are not empty; nothing without
  /// one.
  std::vector<LocalLook> look_locally(std::span<const std::string> keys, ValueKind kind);
  /// What a look came to, noted as a hit or a miss.
  Result<std::optional<std::string>> take(LocalLook&& look);

  /// Adds the command that writes a value, which this process forgets.
  void append_write(Commands& commands, const StoredValue& value);
  /// Forgets what this process holds of a key that it writes; before it does, and once it has.
  void forget_local(std::string_view key) {
    if (local_) local_->forget(key);
  }
  /// Forgets all that this process holds.
  void forget_all_local() {
    if (local_) local_->clear();
  }
  /// The value in a reply to GET, or to what answers alike, fresh or stale; one that is not ours is
  /// a miss. Notes nothing but that.
  Result<std::optional<FoundValue>> found_in(std::string_view key, ValueKind kind, Reply&& reply);
  /// The same, of values that are fresh.
  Result<std::optional<std::string>> value_in(std::string_view key, ValueKind kind, Reply&& reply);
  /// The same, noted as a hit or a miss.
  Result<std::optional<std::string>> take(std::string_view key, ValueKind kind, Reply&& reply);
  /// What a reply that says OK comes to.
  static Result<void> accept(const Reply& reply);
  /// What the reply of a script that answers nothing comes to.
  static Result<void> accept_nil(const Result<Reply>& reply);
  /// The whole number in a reply.
  static Result<std::int64_t> number_in(const Result<Reply>& reply);
  /// The error that a reply is, or that it is for want of what the command answers with.
  static Error error_in(const Reply& reply);

  /// Fails for a value that is too large.
  [[nodiscard]] Result<void> check_value(std::string_view value) const;

  /// Notes a value that is there and is not ours, beside the miss that it comes to.
  void reject(std::string_view key, std::string_view reason);
  /// Notes a value that was found or was not.
  void note_read(bool hit) { ++(hit ? hits_ : misses_); }
  /// Notes that a value was computed.
  void note_computed() { ++computed_; }
  /// Notes that a stale value was given.
  void note_stale() { ++stale_; }
  /// Notes whether an operation succeeded.
  void note_outcome(bool succeeded) {
    if (!succeeded) ++errors_;
  }
  /// Notes the outcome of an operation, and gives it on.
  template <class T>
  Result<T> note(Result<T> result) {
    note_outcome(result.has_value());
    return result;
  }
  /// Writes to the log.
  void log(LogLevel level, std::string_view event, std::string_view key,
           std::string_view reason) const;

  [[nodiscard]] const Configuration& configuration() const { return configuration_; }
  [[nodiscard]] Redis& client() { return *client_; }
  [[nodiscard]] Statistics statistics() const;

 private:
  Result<std::optional<FoundValue>> look_up(std::string_view key, ValueKind kind);
  Result<std::optional<FoundValue>> found_by(LocalLook&& look);
  Result<std::optional<std::string>> fresh_in(Result<std::optional<FoundValue>>&& found);

  const Configuration& configuration_;
  std::unique_ptr<Redis> client_;
  // Where there is a local level.
  std::unique_ptr<LocalReader> local_;
  std::atomic<std::uint64_t> hits_ = 0;
  std::atomic<std::uint64_t> misses_ = 0;
  std::atomic<std::uint64_t> rejected_ = 0;
  std::atomic<std::uint64_t> errors_ = 0;
  std::atomic<std::uint64_t> computed_ = 0;
  std::atomic<std::uint64_t> stale_ = 0;
  std::atomic<std::uint64_t> local_hits_ = 0;
};

}  // namespace omnitrack::cache
