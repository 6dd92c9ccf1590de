#pragma once

#include <algorithm>
#include <chrono>

#include <omnitrack/deadline_scope.hpp>

namespace omnitrack::cache {

/// The moment until which something may take.
class Deadline {
 public:
  using Clock = std::chrono::steady_clock;

  /// The moment that comes after a time from now, or the deadline of this thread where that is
  /// earlier.
  explicit Deadline(std::chrono::nanoseconds after)
      : moment_(std::min(Clock::now() + after, DeadlineScope::current())) {}
  /// A moment.
  explicit Deadline(Clock::time_point moment) : moment_(moment) {}

  /// A moment that does not come.
  static Deadline never() { return Deadline(Clock::time_point::max()); }
  /// The deadline of this thread, which may never come.
  static Deadline of_thread() { return Deadline(DeadlineScope::current()); }
  /// The earlier of two.
  static Deadline earlier(Deadline a, Deadline b) { return a.moment_ < b.moment_ ? a : b; }

  [[nodiscard]] Clock::time_point moment() const { return moment_; }
  /// What is left until then; zero where it has passed.
  [[nodiscard]] std::chrono::nanoseconds left() const {
    return std::max(std::chrono::nanoseconds(0), std::chrono::nanoseconds(moment_ - Clock::now()));
  }

 private:
  Clock::time_point moment_;
};

}  // namespace omnitrack::cache
