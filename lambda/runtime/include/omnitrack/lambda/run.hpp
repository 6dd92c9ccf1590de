#pragma once

#include <functional>

#include <omnitrack/lambda/invocation.hpp>
#include <omnitrack/lambda/log.hpp>

namespace omnitrack::lambda {

/// Prepares a function for its invocations, once in a process, and gives its handler; the logger
/// lives as long as the handler. What it returns as an error or throws is reported as failed
/// initialization.
using Initialize = std::function<tl::expected<Handler, FunctionError>(Logger& log)>;

/// Serves invocations until the process is told to end by SIGTERM; the whole `main` of a function.
///
/// Gives the exit code: 0 after SIGTERM, 1 where the initialization failed or the Runtime API
/// cannot be spoken to. An invocation that fails, by whatever it returns or throws, is answered
/// with its error, and the next one is served.
int run(const Initialize& initialize);

}  // namespace omnitrack::lambda
