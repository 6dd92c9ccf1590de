#include "waiting.hpp"

#include <algorithm>
#include <thread>

namespace omnitrack::cache {

namespace {

constexpr std::chrono::nanoseconds longest_pause = std::chrono::milliseconds(100);

}  // namespace

bool Waiting::once_more() {
  const auto left = deadline_.left();
  if (left == std::chrono::nanoseconds(0)) return false;
  std::uniform_int_distribution<std::int64_t> jitter(pause_.count() / 2, pause_.count());
  std::this_thread::sleep_for(std::min(left, std::chrono::nanoseconds(jitter(random_))));
  pause_ = std::min(2 * pause_, longest_pause);
  return true;
}

}  // namespace omnitrack::cache
