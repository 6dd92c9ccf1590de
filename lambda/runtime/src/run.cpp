#include <algorithm>
#include <utility>

#include "guard.hpp"
#include "loop.hpp"
#include <omnitrack/lambda/run.hpp>

namespace omnitrack::lambda {

namespace {

constexpr int failed = 1;

template <class AnyInitialize>
auto start(const AnyInitialize& initialize, Logger& log) -> decltype(initialize(log)) {
  auto handler = guarded([&] { return initialize(log); });
  if (handler && !*handler) {
    return tl::unexpected<FunctionError>({"NoHandler", "the initialization gave no handler"});
  }
  return handler;
}

int fail(RuntimeApi& api, Logger& log, const FunctionError& error) {
  log.fatal("the initialization failed",
            {{"errorType", error.type}, {"errorMessage", error.message}});
  if (auto reported = api.fail_initialization(error); !reported) {
    log_api_error(log, LogLevel::error, "the failed initialization was not reported",
                  reported.error());
  }
  return failed;
}

template <class AnyInitialize>
int serve(RuntimeApi& api, Logger& log, const AnyInitialize& initialize) {
  const auto handler = start(initialize, log);
  return handler ? Loop(api, log).run(*handler) : fail(api, log, handler.error());
}

/// Serves by what the environment, once it is known to be right, is looked at for.
template <class Serve>
int with_api(const Serve& serve) {
  const Environment environment = Environment::read();
  Logger log(environment);
  auto api = RuntimeApi::at(environment.runtime_api);
  if (api) return serve(*api, log, environment);
  log_api_error(log, LogLevel::fatal, "the function cannot start", api.error());
  return failed;
}

FunctionError no_such_handler(const std::string& handler,
                              std::initializer_list<NamedFunction> functions) {
  std::string known;
  for (const NamedFunction& each : functions) {
    known.append(known.empty() ? "" : ", ").append(each.handler);
  }
  return {"NoSuchHandler", "the function's handler is '" + handler + "', and this bootstrap has " +
                               (known.empty() ? "none" : known)};
}

template <class AnyInitialize>
int run_one(const AnyInitialize& initialize) {
  return with_api([&](RuntimeApi& api, Logger& log, const Environment& /*environment*/) {
    return serve(api, log, initialize);
  });
}

}  // namespace

int run(const Initialize& initialize) { return run_one(initialize); }

int run(const InitializeStreaming& initialize) { return run_one(initialize); }

int run(std::initializer_list<NamedFunction> functions) {
  return with_api([&](RuntimeApi& api, Logger& log, const Environment& environment) {
    const auto* const named = std::ranges::find(functions, std::string_view(environment.handler),
                                                &NamedFunction::handler);
    if (named == functions.end()) {
      return fail(api, log, no_such_handler(environment.handler, functions));
    }
    return std::visit([&](const auto& initialize) { return serve(api, log, initialize); },
                      named->initialize);
  });
}

}  // namespace omnitrack::lambda
