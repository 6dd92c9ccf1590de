#pragma once

#include <chrono>
#include <functional>
#include <string>

#include <omnitrack/lambda/error.hpp>

namespace omnitrack::lambda {

/// One call of the function: its event and what Lambda tells about it.
struct Invocation {
  /// A point in time, in milliseconds since 1970 in UTC.
  using Time = std::chrono::sys_time<std::chrono::milliseconds>;

  /// The event, a JSON document.
  std::string event;
  std::string request_id;
  /// When Lambda will end the function; `Time::max()` where it does not say.
  Time deadline = Time::max();
  /// The ARN by which the function was called, which may name a version or an alias.
  std::string function_arn;
  /// The X-Ray tracing header, which is also in the variable `_X_AMZN_TRACE_ID` meanwhile.
  std::string trace_id;
  /// What a mobile client tells about itself, as JSON; empty for others.
  std::string client_context;
  /// Who a mobile client is, as JSON; empty for others.
  std::string cognito_identity;
  /// Whose call it is, for functions that isolate tenants; empty for others.
  std::string tenant_id;

  /// What is left until the deadline; zero where it has passed, and never more than a day.
  [[nodiscard]] std::chrono::milliseconds remaining() const;
};

/// The answer to an invocation, a JSON document, or why there is none.
using Outcome = tl::expected<std::string, FunctionError>;

/// Answers an invocation; what it throws becomes the invocation's error.
using Handler = std::function<Outcome(const Invocation&)>;

}  // namespace omnitrack::lambda
