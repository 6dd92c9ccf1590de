#pragma once

#include <omnitrack/cloudwatch/alarm.hpp>
#include <omnitrack/items.hpp>
#include <omnitrack/known_number.hpp>

namespace omnitrack {

/// What the change of a step counts.
enum class ScalingUnit : std::uint8_t {
  capacity,  ///< tasks or instances more or less
  exact,     ///< the tasks or instances that there are then
  percent,   ///< percent of what there is
};

/// What is done from some value of a metric on.
struct CapacityStep {
  /// The value at which the step begins; it ends where the next one begins.
  double at = 0;
  /// By how much the capacity changes, or to what; never negative.
  KnownNumber change = 1;
};

/// How capacity is added and taken away by a metric, the more the farther the metric is off: an
/// alarm and a policy for each direction.
/// https://docs.aws.amazon.com/autoscaling/application/userguide/step-scaling-policy-overview.html
struct StepScaling {
  /// How many of the metric's periods in a row must be so before anything is done.
  AlarmPeriods evaluation_periods = 1;
  /// What is taken away at a value and below, e.g. `{{10, 1}, {0, 2}}`; each step begins below the
  /// one before.
  Items<CapacityStep> in = {};
  /// The least that a step of percent changes; 1 where it is left out.
  Value<std::int64_t> min_change = {};
  /// What is added at a value and above, e.g. `{{100, 1}, {500, 5}}`; each step begins above the
  /// one before.
  Items<CapacityStep> out = {};
  /// What the changes count.
  ScalingUnit unit = ScalingUnit::capacity;
  /// For how many seconds what was done last is waited for; 300 for tasks, the group's own warm-up
  /// for instances, where it is left out.
  Value<std::int64_t> wait = {};
};

}  // namespace omnitrack
