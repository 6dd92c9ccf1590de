#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

namespace omnitrack::lambda {

/// Why an exchange with the Runtime API did not succeed.
enum class ErrorCode : std::uint8_t {
  invalid_environment,  ///< what the environment says about the API cannot be right
  connect_failed,       ///< no connection: unknown host, or refused
  connection_lost,      ///< the connection broke, also when it was tried again
  protocol_error,       ///< what came is not an answer of the API
  refused,              ///< the API did not take the request, and goes on
  too_large,            ///< the API did not take a response for its size
  container_error,      ///< the API is beyond recovery, the process should end
  stopped,              ///< the process was asked to end while it waited
};

/// The name of an error code, for logs.
std::string_view name(ErrorCode code);

/// What went wrong with the Runtime API, in words.
struct Error {
  ErrorCode code;
  std::string message;
};

/// A value, or why there is none.
template <class T>
using Result = tl::expected<T, Error>;

/// What a function fails with, as its caller sees it; returned or thrown by handlers.
struct FunctionError {
  /// What kind of error it is, for programs: `InvalidEvent`.
  std::string type;
  /// What is wrong and how to put it right, for people.
  std::string message;
  /// Where it happened, the innermost place first, if that is known.
  std::vector<std::string> stack_trace = {};
};

}  // namespace omnitrack::lambda
