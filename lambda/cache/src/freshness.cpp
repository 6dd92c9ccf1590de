#include "freshness.hpp"

#include <algorithm>
#include <cmath>
#include <random>

namespace omnitrack::cache {

namespace {

/// At random, above 0 and at most 1.
double random_share() {
  thread_local std::minstd_rand random{std::random_device{}()};
  return 1 - std::generate_canonical<double, 32>(random);
}

}  // namespace

Moment now() {
  return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

std::chrono::milliseconds shortened(std::chrono::milliseconds time_to_live, double jitter) {
  if (jitter == 0) return time_to_live;
  const double off = jitter * random_share() * static_cast<double>(time_to_live.count());
  return std::max(std::chrono::milliseconds(1),
                  time_to_live - std::chrono::milliseconds(static_cast<std::int64_t>(off)));
}

bool is_due_early(const Freshness& freshness, double beta, Moment now) {
  if (beta == 0) return false;
  const std::chrono::duration<double, std::micro> left = freshness.expires - now;
  // What took less than can be measured took something.
  const double cost = std::max(1.0, static_cast<double>(freshness.cost.count()));
  return -std::log(random_share()) * beta * cost >= left.count();
}

}  // namespace omnitrack::cache
