#pragma once

#include <csignal>

namespace omnitrack::cli {

/// While it lives, Ctrl-C, a request to end and a terminal that goes are noted instead of ending
/// the program; the second one of a kind ends it. There may be one at a time.
class InterruptGuard {
 public:
  InterruptGuard();
  InterruptGuard(const InterruptGuard&) = delete;
  InterruptGuard& operator=(const InterruptGuard&) = delete;
  ~InterruptGuard();

  [[nodiscard]] static bool is_interrupted();

 private:
  struct sigaction old_interrupt_ = {};
  struct sigaction old_end_ = {};
  struct sigaction old_hang_up_ = {};
};

}  // namespace omnitrack::cli
