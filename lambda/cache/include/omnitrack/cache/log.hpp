#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace omnitrack::cache {

/// How grave an event is.
enum class LogLevel : std::uint8_t { info, warning };

/// What a level is called.
std::string_view name(LogLevel level);

/// Something that whoever runs the service wants to know.
struct LogEvent {
  LogLevel level;
  /// What happened, in snake case: `value_rejected`, `operation_failed`, `breaker_opened`,
  /// `breaker_closed`, `cache_bypassed`, `not_cached`, `states_not_freed`, `lock_not_freed`,
  /// `stale_served`, `refresh_failed`, `ran_unprotected`, `answer_not_stored`, `claim_not_freed`;
  /// of the local level `local_level_dropped`, `local_level_off`; of a cluster `cluster_learned`,
  /// `cluster_not_learned`, `states_adopted`, `states_not_adopted`.
  std::string_view event;
  /// The key that it happened to, a session's id replaced by a digest; empty for none.
  std::string_view key;
  /// Why.
  std::string_view reason;
  /// What it belongs to, as `trace` of the configuration says; empty for nothing.
  std::string_view trace = {};
};

/// Takes events, from any thread; must not throw.
using Log = std::function<void(const LogEvent&)>;

/// The X-Ray tracing header of this Lambda function's invocation; empty outside of one.
/// https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html
std::string lambda_trace();

/// Writes an event to stderr, as one line of text.
void log_to_stderr(const LogEvent& event);

}  // namespace omnitrack::cache
