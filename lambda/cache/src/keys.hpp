#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <omnitrack/cache/configuration.hpp>

namespace omnitrack::cache {

/// The longest id or key from outside, in bytes.
inline constexpr std::size_t max_key_bytes = 256;

/// The keys that a script on digital-twin states uses.
struct StateKeys {
  /// What a state's key begins with, before the timestamp: `dt:state:`.
  std::string states;
  /// The states' timestamps by timestamp: `dt:index`.
  std::string index;
  /// The states' timestamps by the time at which they expire: `dt:expiry`.
  std::string expiry;
};

/// Makes the keys of Redis out of ids from outside, each of which it checks. In a cluster those
/// that go together have a tag, so that they lie in one slot: `dt:{omnitrack}:state:`, with the
/// prefix for a tag, and `lock:lock:{omnitrack:key}`; where the prefix has a tag, all lie in its
/// slot.
class Keys {
 public:
  explicit Keys(std::string_view prefix, Deployment deployment = Deployment::single);

  /// `simulation:{scenario}:{hash}`; a colon in either would let two of them have one key.
  [[nodiscard]] Result<std::string> simulation(std::string_view scenario,
                                               std::string_view hash) const;
  /// `session:{id}`.
  [[nodiscard]] Result<std::string> session(std::string_view id) const;
  /// `once:{key}`.
  [[nodiscard]] Result<std::string> once(std::string_view key) const;
  /// A key of the caller's own, which begins like none of the others.
  [[nodiscard]] Result<std::string> own(std::string_view key) const;

  /// The keys of the digital-twin states.
  [[nodiscard]] const StateKeys& states() const { return states_; }
  /// Those of a single node, where a cluster has others: what was restored may still have them.
  [[nodiscard]] const std::optional<StateKeys>& untagged_states() const { return untagged_states_; }
  /// What counts the invalidations of a cluster's states: `dt:{omnitrack}:epoch`.
  [[nodiscard]] std::string state_epoch() const { return states_begin_ + "epoch"; }
  /// Where an index goes whose states were invalidated: `dt:invalid:{token}`.
  [[nodiscard]] std::string invalid_states(std::string_view token) const;
  /// The lock of whoever computes a key's value: `lock:{key}`.
  [[nodiscard]] std::string lock(std::string_view full_key) const;
  /// A pattern that matches just the keys under the prefix.
  [[nodiscard]] std::string pattern() const;

 private:
  std::string prefix_;
  Deployment deployment_;
  std::string states_begin_;
  StateKeys states_;
  std::optional<StateKeys> untagged_states_;
};

/// Why a text cannot begin keys, as an `invalid_configuration`; it may be empty.
Result<void> check_prefix(std::string_view prefix, Deployment deployment);

/// A key as it may stand in a log: whoever has a session's id has the session, so a digest stands
/// for it.
std::string loggable(std::string_view full_key, std::string_view prefix);

}  // namespace omnitrack::cache
