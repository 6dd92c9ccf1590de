#include "turn.hpp"

namespace omnitrack::cache {

bool Turn::take(Deadline deadline) {
  std::unique_lock lock(mutex_);
  const auto is_free = [this] { return !is_taken_; };
  if (deadline.moment() == Deadline::never().moment()) {
    left_.wait(lock, is_free);
  } else if (!left_.wait_until(lock, deadline.moment(), is_free)) {
    return false;
  }
  is_taken_ = true;
  return true;
}

void Turn::leave() {
  {
    const std::lock_guard lock(mutex_);
    is_taken_ = false;
  }
  left_.notify_one();
}

}  // namespace omnitrack::cache
