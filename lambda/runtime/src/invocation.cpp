#include <algorithm>

#include <omnitrack/lambda/invocation.hpp>

namespace omnitrack::lambda {

std::chrono::milliseconds Invocation::remaining() const {
  using std::chrono::milliseconds;
  const auto now = std::chrono::time_point_cast<milliseconds>(std::chrono::system_clock::now());
  // Compared first, since the distance to the ends of time overflows.
  if (deadline <= now) return milliseconds(0);
  return std::min<milliseconds>(deadline - now, std::chrono::hours(24));
}

}  // namespace omnitrack::lambda
