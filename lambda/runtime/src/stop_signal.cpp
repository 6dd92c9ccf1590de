#include "stop_signal.hpp"

#include <sys/eventfd.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>

namespace omnitrack::lambda {

namespace {

std::atomic<int> noted_in = -1;
static_assert(std::atomic<int>::is_always_lock_free);

void note(int /*signal*/) {
  const int previous = errno;
  eventfd_write(noted_in, 1);
  errno = previous;
}

}  // namespace

StopSignal::StopSignal() : descriptor_(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
  noted_in = descriptor_;
  struct sigaction action {};
  action.sa_handler = note;
  // A handler's system calls go on; only the wait for the API looks at the descriptor.
  action.sa_flags = SA_RESTART;
  sigemptyset(&action.sa_mask);
  sigaction(SIGTERM, &action, &previous_);
}

StopSignal::~StopSignal() {
  sigaction(SIGTERM, &previous_, nullptr);
  noted_in = -1;
  close(descriptor_);
}

}  // namespace omnitrack::lambda
