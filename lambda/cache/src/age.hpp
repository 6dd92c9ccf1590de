#pragma once

#include <algorithm>
#include <chrono>

namespace omnitrack::cache {

/// How old something is. A steady clock may stand still while a function is frozen, and a wall
/// clock may be set, so the one that saw more time pass counts.
class Age {
 public:
  using Wall = std::chrono::system_clock;
  using Steady = std::chrono::steady_clock;

  /// Of what begins now.
  Age() : Age(Wall::now(), Steady::now()) {}
  /// Of what began at these times.
  Age(Wall::time_point wall, Steady::time_point steady) : wall_(wall), steady_(steady) {}

  /// How old it is now.
  [[nodiscard]] std::chrono::nanoseconds value() const { return value(Wall::now(), Steady::now()); }
  /// How old it is at these times.
  [[nodiscard]] std::chrono::nanoseconds value(Wall::time_point wall,
                                               Steady::time_point steady) const {
    return std::max(std::chrono::nanoseconds(wall - wall_),
                    std::chrono::nanoseconds(steady - steady_));
  }
  /// Whether the wall clock shows a time before it began.
  [[nodiscard]] bool is_ahead_of(Wall::time_point wall) const { return wall < wall_; }

 private:
  Wall::time_point wall_;
  Steady::time_point steady_;
};

}  // namespace omnitrack::cache
