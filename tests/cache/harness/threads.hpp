#pragma once

#include <atomic>
#include <chrono>
#include <exception>
#include <functional>

namespace omnitrack::cache_test {

/// Runs a function in so many threads that begin together, with the number of each; throws what one
/// of them threw once all have ended.
void in_threads(int count, const std::function<void(int)>& function);

/// Sets a flag when it goes, so that threads which run until then end whatever is thrown.
class SetAtEnd {
 public:
  explicit SetAtEnd(std::atomic<bool>& flag) : flag_(flag) {}
  SetAtEnd(const SetAtEnd&) = delete;
  SetAtEnd& operator=(const SetAtEnd&) = delete;
  ~SetAtEnd() { flag_ = true; }

 private:
  std::atomic<bool>& flag_;
};

/// Waits until something is so; false where it is not so within the limit.
bool becomes_true(const std::function<bool()>& condition,
                  std::chrono::milliseconds limit = std::chrono::seconds(20));

}  // namespace omnitrack::cache_test
