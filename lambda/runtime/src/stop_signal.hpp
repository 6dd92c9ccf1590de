#pragma once

#include <csignal>

namespace omnitrack::lambda {

/// Takes SIGTERM while it lives, so that a wait can end and the process with it.
class StopSignal {
 public:
  StopSignal();
  StopSignal(const StopSignal&) = delete;
  StopSignal& operator=(const StopSignal&) = delete;
  ~StopSignal();

  /// A file descriptor that is readable from the signal on.
  [[nodiscard]] int descriptor() const { return descriptor_; }

 private:
  int descriptor_;
  struct sigaction previous_ {};
};

}  // namespace omnitrack::lambda
