#include <cstdlib>
#include <utility>

#include "guard.hpp"
#include <omnitrack/lambda/run.hpp>
#include <omnitrack/lambda/runtime_api.hpp>

namespace omnitrack::lambda {

namespace {

constexpr int failed = 1;
constexpr const char* trace_variable = "_X_AMZN_TRACE_ID";

// The X-Ray SDK and a handler's child processes find the tracing header here.
void pass_on_trace(const std::string& trace_id) {
  if (trace_id.empty()) {
    unsetenv(trace_variable);
  } else {
    setenv(trace_variable, trace_id.c_str(), 1);
  }
}

void log_api_error(Logger& log, LogLevel level, std::string_view message, const Error& error) {
  log.write(level, message, {{"errorType", name(error.code)}, {"errorMessage", error.message}});
}

tl::expected<Handler, FunctionError> start(const Initialize& initialize, Logger& log) {
  auto handler = guarded([&] { return initialize(log); });
  if (handler && !*handler) {
    return tl::unexpected<FunctionError>({"NoHandler", "the initialization gave no handler"});
  }
  return handler;
}

// Serves the invocations of one process.
class Loop {
 public:
  Loop(RuntimeApi& api, const Handler& handler, Logger& log)
      : api_(api), handler_(handler), log_(log) {}

  int run() {
    while (true) {
      auto invocation = api_.next();
      if (!invocation) return end(invocation.error());
      log_.enter(*invocation);
      pass_on_trace(invocation->trace_id);
      auto served = serve(*invocation);
      if (!served) return end(served.error());
      log_.leave();
    }
  }

 private:
  int end(const Error& error) {
    if (error.code == ErrorCode::stopped) return 0;
    log_api_error(log_, LogLevel::fatal, "the process ends", error);
    return failed;
  }

  // Fails where no further invocation can be served.
  Result<void> serve(const Invocation& invocation) {
    const Outcome outcome = guarded([&] { return handler_(invocation); });
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

  Result<void> report(const Invocation& invocation, const FunctionError& error) {
    log_.error("the invocation failed",
               {{"errorType", error.type}, {"errorMessage", error.message}});
    return settled(api_.fail(invocation.request_id, error));
  }

  // What the API refused of one invocation, such as one that is over by its deadline, does not
  // concern the next one.
  Result<void> settled(Result<void> posted) {
    if (posted) return posted;
    const ErrorCode code = posted.error().code;
    if (code != ErrorCode::refused && code != ErrorCode::too_large) return posted;
    log_api_error(log_, LogLevel::warn, "the invocation's outcome was refused", posted.error());
    return {};
  }

  RuntimeApi& api_;
  const Handler& handler_;
  Logger& log_;
};

}  // namespace

int run(const Initialize& initialize) {
  const Environment environment = Environment::read();
  Logger log(environment);
  auto api = RuntimeApi::at(environment.runtime_api);
  if (!api) {
    log_api_error(log, LogLevel::fatal, "the function cannot start", api.error());
    return failed;
  }
  const auto handler = start(initialize, log);
  if (!handler) {
    log.fatal("the initialization failed",
              {{"errorType", handler.error().type}, {"errorMessage", handler.error().message}});
    if (auto reported = api->fail_initialization(handler.error()); !reported) {
      log_api_error(log, LogLevel::error, "the failed initialization was not reported",
                    reported.error());
    }
    return failed;
  }
  return Loop(*api, *handler, log).run();
}

}  // namespace omnitrack::lambda
