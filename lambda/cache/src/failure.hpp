#pragma once

#include <string>
#include <utility>

#include <omnitrack/cache/error.hpp>

namespace omnitrack::cache {

/// A result that is an error.
inline tl::unexpected<Error> failure(ErrorCode code, std::string message) {
  return tl::unexpected<Error>(Error{code, std::move(message)});
}

/// The error of another result, for a result of another type.
template <class T>
tl::unexpected<Error> failure_of(Result<T>&& result) {
  return tl::unexpected<Error>(std::move(result).error());
}

/// A server that speaks out of turn, so that no reply can be told to be whose.
inline tl::unexpected<Error> unasked_reply() {
  return failure(ErrorCode::protocol_error, "a reply came that nothing was asked for");
}

}  // namespace omnitrack::cache
