#pragma once

#include <chrono>
#include <cstdint>
#include <random>

#include "deadline.hpp"

namespace omnitrack::cache {

/// Waits a while that gets longer, at random so that many who wait do not ask at once.
class Waiting {
 public:
  explicit Waiting(Deadline deadline) : deadline_(deadline) {}

  /// False where the deadline has come.
  bool once_more();

 private:
  Deadline deadline_;
  std::chrono::nanoseconds pause_ = std::chrono::milliseconds(5);
  std::minstd_rand random_{std::random_device{}()};
};

}  // namespace omnitrack::cache
