#pragma once

#include <chrono>
#include <cstdint>
#include <mutex>
#include <optional>
#include <string_view>

#include "age.hpp"
#include "found_value.hpp"
#include "lru.hpp"
#include "time_to_live.hpp"

namespace omnitrack::cache {

class LocalSource;

/// The values that this process holds and that a server tells it the changes of: so many bytes of
/// those that were last in use. Whether one is still what the server has is known by its source.
class LocalValues {
 public:
  explicit LocalValues(std::size_t most_bytes) : values_(most_bytes) {}

  /// Keeps the place of a value that is about to be asked for, and gives its ticket: what forgets
  /// the value meanwhile takes the place away.
  std::uint64_t expect(std::string_view key, const LocalSource* source);
  /// Puts the value into its place, if that is still there, for as long as the key lives.
  void fill(std::string_view key, std::uint64_t ticket, const FoundValue& value,
            TimeToLive time_to_live);
  /// A value of a source that still lives.
  std::optional<FoundValue> find(std::string_view key, const LocalSource* source);
  /// Whether there is one.
  bool has(std::string_view key, const LocalSource* source);
  /// Forgets a value, or the place of one.
  void forget(std::string_view key);
  /// Forgets a value, and leaves the place of one that is expected.
  void forget_value(std::string_view key);
  /// Forgets all; whether there was anything.
  bool clear();

 private:
  struct Value {
    const LocalSource* source;
    std::uint64_t ticket;
    // Since before it was asked for.
    Age age = {};
    TimeToLive time_to_live = {};
    // Nothing where it is expected.
    std::optional<FoundValue> found = {};
  };
  const Value* living(std::string_view key, const LocalSource* source);

  std::mutex mutex_;
  std::uint64_t last_ticket_ = 0;
  Lru<Value> values_;
};

}  // namespace omnitrack::cache
