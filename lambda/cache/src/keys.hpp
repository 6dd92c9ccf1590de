#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include <omnitrack/cache/error.hpp>

namespace omnitrack::cache {

/// The longest id or key from outside, in bytes.
inline constexpr std::size_t max_key_bytes = 256;

/// Makes the keys of Redis out of ids from outside, each of which it checks.
class Keys {
 public:
  explicit Keys(std::string_view prefix);

  /// `simulation:{scenario}:{hash}`; a colon in either would let two of them have one key.
  [[nodiscard]] Result<std::string> simulation(std::string_view scenario,
                                               std::string_view hash) const;
  /// `session:{id}`.
  [[nodiscard]] Result<std::string> session(std::string_view id) const;
  /// `once:{key}`.
  [[nodiscard]] Result<std::string> once(std::string_view key) const;
  /// A key of the caller's own, which begins like none of the others.
  [[nodiscard]] Result<std::string> own(std::string_view key) const;

  /// What a digital-twin state's key begins with, before the timestamp: `dt:state:`.
  [[nodiscard]] const std::string& states() const { return states_; }
  /// The states' timestamps by timestamp: `dt:index`.
  [[nodiscard]] const std::string& state_index() const { return state_index_; }
  /// The states' timestamps by the time at which they expire: `dt:expiry`.
  [[nodiscard]] const std::string& state_expiry() const { return state_expiry_; }
  /// Where an index goes whose states were invalidated: `dt:invalid:{token}`.
  [[nodiscard]] std::string invalid_states(std::string_view token) const;
  /// The lock of whoever computes a key's value: `lock:{key}`.
  [[nodiscard]] std::string lock(std::string_view full_key) const;
  /// A pattern that matches just the keys under the prefix.
  [[nodiscard]] std::string pattern() const;

 private:
  std::string prefix_;
  std::string states_;
  std::string state_index_;
  std::string state_expiry_;
};

/// Why a text cannot begin keys, as an `invalid_configuration`; it may be empty.
Result<void> check_prefix(std::string_view prefix);

/// A key as it may stand in a log: whoever has a session's id has the session, so a digest stands
/// for it.
std::string loggable(std::string_view full_key, std::string_view prefix);

}  // namespace omnitrack::cache
