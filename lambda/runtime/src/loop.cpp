#include "loop.hpp"

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <utility>

#include "guard.hpp"
#include <omnitrack/deadline_scope.hpp>

namespace omnitrack::lambda {

namespace {

constexpr const char* trace_variable = "_X_AMZN_TRACE_ID";

// What is left of an invocation's time for its answer, once all that the handler waits for has
// ended.
constexpr int share_for_answer = 10;
constexpr std::chrono::milliseconds most_for_answer{100};

/// By when a handler must have what it waits for.
DeadlineScope::Moment deadline_of(const Invocation& invocation) {
  const auto left = invocation.remaining();
  return DeadlineScope::Clock::now() + left - std::min(left / share_for_answer, most_for_answer);
}

// The X-Ray SDK and a handler's child processes find the tracing header here.
void pass_on_trace(const std::string& trace_id) {
  if (trace_id.empty()) {
    unsetenv(trace_variable);
  } else {
    setenv(trace_variable, trace_id.c_str(), 1);
  }
}

}  // namespace

void log_api_error(Logger& log, LogLevel level, std::string_view message, const Error& error) {
  log.write(level, message, {{"errorType", name(error.code)}, {"errorMessage", error.message}});
}

int Loop::run(const Handler& handler) { return serve_all(handler); }

int Loop::run(const StreamHandler& handler) { return serve_all(handler); }

template <class AnyHandler>
int Loop::serve_all(const AnyHandler& handler) {
  while (true) {
    auto invocation = api_.next();
    if (!invocation) return end(invocation.error());
    log_.enter(*invocation);
    pass_on_trace(invocation->trace_id);
    auto served = [&] {
      const DeadlineScope scope(deadline_of(*invocation));
      return serve(handler, *invocation);
    }();
    if (!served) return end(served.error());
    log_.leave();
  }
}

int Loop::end(const Error& error) {
  if (error.code == ErrorCode::stopped) return 0;
  log_api_error(log_, LogLevel::fatal, "the process ends", error);
  return 1;
}

Result<void> Loop::serve(const Handler& handler, const Invocation& invocation) {
  const Outcome outcome = guarded([&] { return handler(invocation); });
  if (!outcome) return report(invocation, outcome.error());
  auto responded = api_.respond(invocation.request_id, *outcome);
  if (!responded && responded.error().code == ErrorCode::too_large) {
    return report(invocation,
                  {"ResponseTooLarge", "the response has " + std::to_string(outcome->size()) +
                                           " bytes, more than Lambda takes; answer with less, or "
                                           "with a place where the answer is"});
  }
  return settled(std::move(responded));
}

Result<void> Loop::serve(const StreamHandler& handler, const Invocation& invocation) {
  ResponseStream stream(api_, invocation.request_id);
  const auto outcome = guarded([&] { return handler(invocation, stream); });
  if (!outcome && !stream.has_begun()) return report(invocation, outcome.error());
  if (!outcome) {
    log_.error("the response broke off",
               {{"errorType", outcome.error().type}, {"errorMessage", outcome.error().message}});
    return ended(invocation, api_.break_off_response(outcome.error()));
  }
  if (!stream.has_begun()) {
    if (auto begun = stream.write({}); !begun) return begun;
  }
  return ended(invocation, api_.end_response());
}

// A response that was cut cannot be sent again: the invocation fails, and the next one is served.
Result<void> Loop::ended(const Invocation& invocation, Result<void> response) {
  if (response || response.error().code != ErrorCode::connection_lost) {
    return settled(std::move(response));
  }
  return report(invocation, {"ResponseCut", response.error().message});
}

Result<void> Loop::report(const Invocation& invocation, const FunctionError& error) {
  log_.error("the invocation failed", {{"errorType", error.type}, {"errorMessage", error.message}});
  return settled(api_.fail(invocation.request_id, error));
}

// What the API refused of one invocation, such as one that is over by its deadline, does not
// concern the next one.
Result<void> Loop::settled(Result<void> posted) {
  if (posted) return posted;
  const ErrorCode code = posted.error().code;
  if (code != ErrorCode::refused && code != ErrorCode::too_large) return posted;
  log_api_error(log_, LogLevel::warn, "the invocation's outcome was refused", posted.error());
  return {};
}

}  // namespace omnitrack::lambda
