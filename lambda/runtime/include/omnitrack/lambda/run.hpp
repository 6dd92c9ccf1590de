#pragma once

#include <functional>
#include <initializer_list>
#include <string_view>
#include <variant>

#include <omnitrack/lambda/invocation.hpp>
#include <omnitrack/lambda/log.hpp>
#include <omnitrack/lambda/response_stream.hpp>

namespace omnitrack::lambda {

/// Prepares a function for its invocations, once in a process, and gives its handler; the logger
/// lives as long as the handler. What it returns as an error or throws is reported as failed
/// initialization.
using Initialize = std::function<tl::expected<Handler, FunctionError>(Logger& log)>;

/// The same of a function that answers piece by piece.
using InitializeStreaming = std::function<tl::expected<StreamHandler, FunctionError>(Logger& log)>;

/// One of the functions that a bootstrap has, by the name that a configuration calls its handler.
struct NamedFunction {
  std::string_view handler;
  std::variant<Initialize, InitializeStreaming> initialize;
};

/// Serves invocations until the process is told to end by SIGTERM; the whole `main` of a function.
///
/// Gives the exit code: 0 after SIGTERM, 1 where the initialization failed or the Runtime API
/// cannot be spoken to. An invocation that fails, by whatever it returns or throws, is answered
/// with its error, and the next one is served.
int run(const Initialize& initialize);

/// The same of a function that answers piece by piece.
int run(const InitializeStreaming& initialize);

/// The same of the one among several functions that the function's configuration names as its
/// handler; where it names none of them, the initialization fails.
int run(std::initializer_list<NamedFunction> functions);

}  // namespace omnitrack::lambda
