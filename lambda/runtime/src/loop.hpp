#pragma once

#include <omnitrack/lambda/log.hpp>
#include <omnitrack/lambda/response_stream.hpp>
#include <omnitrack/lambda/runtime_api.hpp>

namespace omnitrack::lambda {

/// Serves the invocations of one process, by either kind of handler.
class Loop {
 public:
  /// All that is given must outlive it.
  Loop(RuntimeApi& api, Logger& log) : api_(api), log_(log) {}

  /// Serves until the process is told to end or the API cannot be spoken to; gives the exit code.
  int run(const Handler& handler);
  /// The same.
  int run(const StreamHandler& handler);

 private:
  int end(const Error& error);
  /// Each fails where no further invocation can be served.
  Result<void> serve(const Handler& handler, const Invocation& invocation);
  Result<void> serve(const StreamHandler& handler, const Invocation& invocation);
  Result<void> report(const Invocation& invocation, const FunctionError& error);
  Result<void> ended(const Invocation& invocation, Result<void> response);
  Result<void> settled(Result<void> posted);
  template <class AnyHandler>
  int serve_all(const AnyHandler& handler);

  RuntimeApi& api_;
  Logger& log_;
};

/// Writes an error of the API to the log.
void log_api_error(Logger& log, LogLevel level, std::string_view message, const Error& error);

}  // namespace omnitrack::lambda
