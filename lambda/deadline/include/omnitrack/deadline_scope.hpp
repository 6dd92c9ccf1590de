#pragma once

#include <algorithm>
#include <chrono>

namespace omnitrack {

/// The moment by which what this thread does must have ended, for as long as this lives; of several
/// within one another the earliest counts.
///
/// The Lambda runtime makes one around each call of a handler, and the cache service bounds each of
/// its waits by it. Neither knows the other. It holds for the thread that made it: a thread that
/// the handler starts makes one of its own, of the `current()` that it was given.
class DeadlineScope {
 public:
  using Clock = std::chrono::steady_clock;
  using Moment = Clock::time_point;

  explicit DeadlineScope(Moment moment) : before_(of_this_thread) {
    of_this_thread = std::min(of_this_thread, moment);
  }
  DeadlineScope(const DeadlineScope&) = delete;
  DeadlineScope& operator=(const DeadlineScope&) = delete;
  ~DeadlineScope() { of_this_thread = before_; }

  /// The moment of this thread; `Moment::max()` where there is none.
  static Moment current() { return of_this_thread; }
  /// Whether it has come.
  static bool has_passed() {
    return of_this_thread != Moment::max() && of_this_thread <= Clock::now();
  }

 private:
  friend class DeadlineExtension;
  constinit inline static thread_local Moment of_this_thread = Moment::max();
  const Moment before_;
};

/// For as long as this lives the thread's deadline is at least so far away: for the last step of
/// what has had its effect.
class DeadlineExtension {
 public:
  explicit DeadlineExtension(std::chrono::nanoseconds at_least)
      : before_(DeadlineScope::of_this_thread) {
    if (before_ == DeadlineScope::Moment::max()) return;
    DeadlineScope::of_this_thread = std::max(before_, DeadlineScope::Clock::now() + at_least);
  }
  DeadlineExtension(const DeadlineExtension&) = delete;
  DeadlineExtension& operator=(const DeadlineExtension&) = delete;
  ~DeadlineExtension() { DeadlineScope::of_this_thread = before_; }

 private:
  const DeadlineScope::Moment before_;
};

}  // namespace omnitrack
