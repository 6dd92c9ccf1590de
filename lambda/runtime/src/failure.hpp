#pragma once

#include <string>
#include <utility>

#include <omnitrack/lambda/error.hpp>

namespace omnitrack::lambda {

/// A result that is an error.
inline tl::unexpected<Error> failure(ErrorCode code, std::string message) {
  return tl::unexpected<Error>(Error{code, std::move(message)});
}

}  // namespace omnitrack::lambda
