#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include <tl/expected.hpp>

namespace omnitrack::cache {

/// Why an operation did not happen.
enum class ErrorCode : std::uint8_t {
  invalid_configuration,  ///< what was configured cannot work
  invalid_key,            ///< an id or key from outside is not allowed
  invalid_value,          ///< a value is too large, or a time is out of range
  busy,                   ///< all connections stayed in use for the time limit
  unavailable,            ///< not tried: Redis failed so often that it is left alone for a while
  connect_failed,         ///< no connection: unknown host, refused, or no answer in time
  tls_failed,  ///< no TLS: a certificate that is not trusted, or no TLS on the other side
  authentication_failed,  ///< user or password are wrong or missing
  timed_out,              ///< Redis did not answer in time; the command may have had its effect
  connection_lost,        ///< the connection broke; the command may have had its effect
  protocol_error,         ///< what came is not a reply of Redis
  server_error,           ///< Redis refused the command
  cross_slot,             ///< the keys of one command lie in several slots of the cluster
  cluster_down,           ///< no node of the cluster serves the slot, or it names no nodes
  slot_moving,            ///< the slot was being moved for all of the time limit
  in_progress,            ///< another call of `once` runs the handler
  payload_mismatch,       ///< a key of `once` was used with another payload
  claim_lost,             ///< a handler of `once` took too long, and another call took over
  answer_unreadable,      ///< a handler of `once` has run, and its answer cannot be given
  deadline_exceeded,      ///< the thread's deadline came first, such as that of an invocation
};

/// The name of an error code, for logs.
std::string_view name(ErrorCode code);

/// What went wrong, in words.
struct Error {
  ErrorCode code;
  std::string message;
};

/// Whether Redis was away or failing, and not the question wrong.
bool is_outage(ErrorCode code);

/// A value, or why there is none.
template <class T>
using Result = tl::expected<T, Error>;

}  // namespace omnitrack::cache
