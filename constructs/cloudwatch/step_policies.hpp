#pragma once

#include <string>

#include <omnitrack/cfn/cloudwatch.hpp>
#include <omnitrack/cloudwatch/step_scaling.hpp>

namespace omnitrack::cloudwatch {

/// Whether steps are some; reports, at what is scaled, why they are not.
[[nodiscard]] bool check_steps(const Construct& at, FindingCode<Severity::error> code,
                               std::string_view name, const StepScaling& steps);

/// The steps of one direction, as a policy has them: bounds from the first step on.
template <class Adjustment>
[[nodiscard]] List<Adjustment> adjustments_of(const Items<CapacityStep>& steps, bool adds,
                                              ScalingUnit unit) {
  List<Adjustment> made;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const std::int64_t change = steps[i].change;
    const bool takes = !adds && unit != ScalingUnit::exact;
    Adjustment adjustment{.scaling_adjustment = takes ? -change : change};
    const double near = steps[i].at - steps[0].at;
    (adds ? adjustment.metric_interval_lower_bound : adjustment.metric_interval_upper_bound) = near;
    if (i + 1 < steps.size()) {
      const double far = steps[i + 1].at - steps[0].at;
      (adds ? adjustment.metric_interval_upper_bound : adjustment.metric_interval_lower_bound) =
          far;
    }
    made.add(adjustment);
  }
  return made;
}

/// Makes a policy for each direction that has steps, by `make(id, name, steps, adds)`, which gives
/// its ARN, and the alarm that has it act.
template <class Make>
void make_step_policies(Construct& at, std::string_view name, const Metric& metric,
                        const StepScaling& steps, const Make& make) {
  const auto direction = [&](const Items<CapacityStep>& some, bool adds) {
    if (some.empty()) return;
    const std::string named = std::string(name) + (adds ? "Out" : "In");
    const Value<std::string> policy = make(Id(named, at.source()), named, some, adds);
    Alarm& alarm = at.add(AlarmProps{
        .id = Id(named + "Alarm", at.source()),
        .metric = metric,
        .threshold = some[0].at,
        .comparison =
            adds ? AlarmComparison::greater_than_or_equal : AlarmComparison::less_than_or_equal,
        .evaluation_periods = steps.evaluation_periods,
    });
    alarm.resource().props.alarm_actions.add(policy);
  };
  direction(steps.out, true);
  direction(steps.in, false);
}

}  // namespace omnitrack::cloudwatch
