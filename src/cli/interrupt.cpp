#include "cli/interrupt.hpp"

#include <atomic>

namespace omnitrack::cli {

namespace {

std::atomic<bool> has_come = false;

}  // namespace

InterruptGuard::InterruptGuard() {
  has_come = false;
  struct sigaction action = {};
  action.sa_handler = [](int) { has_come = true; };
  // The second one ends the program: what it means is left to the system again.
  action.sa_flags = static_cast<int>(SA_RESETHAND);
  ::sigaction(SIGINT, &action, &old_interrupt_);
  ::sigaction(SIGTERM, &action, &old_end_);
  ::sigaction(SIGHUP, &action, &old_hang_up_);
  // Under nohup a terminal that goes ends nothing.
  if (old_hang_up_.sa_handler == SIG_IGN) ::sigaction(SIGHUP, &old_hang_up_, nullptr);
}

InterruptGuard::~InterruptGuard() {
  ::sigaction(SIGINT, &old_interrupt_, nullptr);
  ::sigaction(SIGTERM, &old_end_, nullptr);
  ::sigaction(SIGHUP, &old_hang_up_, nullptr);
}

bool InterruptGuard::is_interrupted() { return has_come; }

}  // namespace omnitrack::cli
