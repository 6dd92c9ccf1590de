#pragma once

#include <condition_variable>
#include <mutex>

#include "deadline.hpp"

namespace omnitrack::cache {

/// A mutex that is waited for no longer than until a deadline.
class Turn {
 public:
  /// False where the deadline came first.
  bool take(Deadline deadline);
  /// Lets the next one have it.
  void leave();

 private:
  std::mutex mutex_;
  std::condition_variable left_;
  bool is_taken_ = false;
};

/// A turn, for as long as this lives.
class TakenTurn {
 public:
  TakenTurn(Turn& turn, Deadline deadline) : turn_(turn), is_taken_(turn.take(deadline)) {}
  TakenTurn(const TakenTurn&) = delete;
  TakenTurn& operator=(const TakenTurn&) = delete;
  ~TakenTurn() {
    if (is_taken_) turn_.leave();
  }
  /// Whether it was had before the deadline.
  explicit operator bool() const { return is_taken_; }

 private:
  Turn& turn_;
  const bool is_taken_;
};

}  // namespace omnitrack::cache
