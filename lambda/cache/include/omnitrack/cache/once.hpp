#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

#include <omnitrack/cache/error.hpp>

namespace omnitrack::cache {

/// How `once` keeps an answer, and what it does meanwhile.
struct OnceOptions {
  /// How long the answer is kept for those who ask again; at least a millisecond.
  std::chrono::milliseconds time_to_live{0};
  /// What was asked. The same key with another is refused with `payload_mismatch`; only a digest is
  /// kept (SHA-256). Nothing is compared where it is left out.
  std::optional<std::string> payload = std::nullopt;
  /// How long a handler has. One that takes longer counts as crashed: whoever asks next runs its
  /// own. So it is longer than the handler may take, as the function's timeout is.
  std::chrono::milliseconds claim_limit = std::chrono::seconds(30);
  /// How long a call waits for another one's handler, before it fails with `in_progress`; 0 for not
  /// at all.
  std::chrono::milliseconds wait_limit = std::chrono::seconds(5);
  /// Whether the handler runs where Redis is away, perhaps for the second time; else the call
  /// fails.
  bool run_unprotected = false;
};

/// Where an answer of `once` came from.
enum class AnswerOrigin : std::uint8_t {
  ran,          ///< this call's handler, which ran alone
  stored,       ///< another call's handler, before
  unprotected,  ///< this call's handler, which may not have been the only one: Redis was away
};

/// An answer of `once`.
struct OnceAnswer {
  std::string answer;
  AnswerOrigin origin;
  /// Why those who ask again may not get this answer, if so: it was not stored, or the handler took
  /// longer than its `claim_limit` and another call took over (`claim_lost`).
  std::optional<Error> cache_error = std::nullopt;
};

/// Why options cannot work, as an `invalid_value`.
Result<void> check(const OnceOptions& options);

}  // namespace omnitrack::cache
