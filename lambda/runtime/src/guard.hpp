#pragma once

#include <cxxabi.h>

#include <exception>
#include <utility>

#include <omnitrack/lambda/error.hpp>

namespace omnitrack::lambda {

/// What is being thrown, as a function's error; for a handler of exceptions.
FunctionError thrown_error();

/// The result of a call, or what it threw as an error.
template <class Call>
auto guarded(const Call& call) -> decltype(call()) {
  try {
    return call();
  } catch (const abi::__forced_unwind&) {
    throw;  // A thread that is being cancelled may not be held.
  } catch (...) {
    return tl::unexpected<FunctionError>(thrown_error());
  }
}

}  // namespace omnitrack::lambda
