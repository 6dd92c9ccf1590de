#pragma once

#include <string_view>

#include <omnitrack/cache/error.hpp>
#include <omnitrack/deadline_scope.hpp>

namespace omnitrack::cache {

/// Thrown where the thread's deadline has come before a value could be had or computed.
struct OutOfTime {
  Error error;
};

/// That the thread's deadline came first, and what it came before.
Error deadline_exceeded(std::string_view before);

/// An error as it is, or that the thread's deadline came first, where it has.
Error seen_by_deadline(Error error);

/// Whatever is under way when the deadline comes has a little longer to leave Redis as it should
/// be: to store an answer, or to free a lock.
class LastStep {
 private:
  const DeadlineExtension extension_{std::chrono::milliseconds(20)};
};

}  // namespace omnitrack::cache
