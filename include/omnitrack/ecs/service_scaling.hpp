#pragma once

#include <omnitrack/checked_number.hpp>
#include <omnitrack/cloudwatch/step_scaling.hpp>
#include <omnitrack/construct.hpp>
#include <omnitrack/known_number.hpp>

namespace omnitrack::cfn::applicationautoscaling {
class ScalableTarget;  // defined in <omnitrack/cfn/applicationautoscaling.hpp>
}

namespace omnitrack {

class ServiceScaling;
class TargetGroup;

namespace detail {

inline void the_utilization_to_keep_is_1_to_100_percent() {}
inline void a_target_handles_at_least_1_request_a_minute() {}

}  // namespace detail

/// The utilization that scaling keeps, in percent.
using UtilizationTarget =
    CheckedNumber<detail::Between<1, 100, detail::the_utilization_to_keep_is_1_to_100_percent>>;
/// The requests that scaling leaves to each target, in a minute.
using RequestsPerTarget = CheckedNumber<
    detail::Between<1, 2147483647, detail::a_target_handles_at_least_1_request_a_minute>>;

/// How many tasks a service has at least and at most.
struct ServiceScalingRange {
  /// At least.
  KnownNumber min;
  /// At most.
  KnownNumber max;
};

/// How long scaling waits after it did something, in seconds.
struct ScalingCooldown {
  /// Before it takes tasks away; 300 where it is left out.
  Value<std::int64_t> in = {};
  /// Before it adds tasks; 300 where it is left out.
  Value<std::int64_t> out = {};
};

/// Another range from some time on.
struct ScheduledScaling {
  /// The name among those of the service.
  Required<Text, struct required_name> name;
  /// When: `cron(…)`, `rate(…)` or `at(…)`.
  Required<Value<std::string>, struct required_schedule> schedule;
  /// When it ends, e.g. `2027-01-01T00:00:00Z`.
  Value<std::string> end_time = {};
  /// At most; as before where it is left out.
  Value<std::int64_t> max = {};
  /// At least; as before where it is left out.
  Value<std::int64_t> min = {};
  /// When it begins, e.g. `2026-12-01T00:00:00Z`.
  Value<std::string> start_time = {};
  /// The time zone of the schedule, e.g. `Europe/Berlin`; UTC where it is left out.
  Value<std::string> time_zone = {};
};

/// What `FargateService::auto_scale` makes.
struct ServiceScalingProps {
  using Makes = ServiceScaling;
  Id id;
  /// How many tasks.
  ServiceScalingRange range;
  /// The service as Application Auto Scaling names it.
  Value<std::string> resource_id = {};
};

/// How many tasks a service has: AWS::ApplicationAutoScaling::ScalableTarget,
/// AWS::ApplicationAutoScaling::ScalingPolicy, and for steps an `Alarm`.
/// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-auto-scaling.html
class ServiceScaling final : public Construct {
 public:
  ServiceScaling(Attach at, const ServiceScalingProps& props);

  /// Keeps the CPU utilization near a percentage of 1 to 100.
  ServiceScaling& on_cpu(const UtilizationTarget& percent, const ScalingCooldown& cooldown = {});
  /// Keeps the memory utilization near a percentage of 1 to 100.
  ServiceScaling& on_memory(const UtilizationTarget& percent, const ScalingCooldown& cooldown = {});
  /// Keeps a metric near a value; it falls when tasks are added, and is no expression.
  ServiceScaling& on_metric(std::string_view name, const Metric& metric, double target,
                            const ScalingCooldown& cooldown = {});
  /// Keeps the requests to each target in a minute near a number; a listener must send them to the
  /// group already.
  ServiceScaling& on_requests(const RequestsPerTarget& per_target, const TargetGroup& group,
                              const ScalingCooldown& cooldown = {});
  /// Changes the range at some time.
  ServiceScaling& on_schedule(const ScheduledScaling& change);
  /// Adds tasks and takes them away in steps, the more the farther a metric is off.
  ServiceScaling& on_steps(std::string_view name, const Metric& metric, const StepScaling& steps);

  /// The scalable target's own resource.
  [[nodiscard]] cfn::applicationautoscaling::ScalableTarget& resource() { return *resource_; }

 private:
  ServiceScaling& track(std::string_view name, std::string_view type,
                        const Value<std::int64_t>& target, const ScalingCooldown& cooldown,
                        const Value<std::string>& label = {});
  void refuse(std::int64_t number, std::string_view of_what) const;
  void finish() override;

  ServiceScalingRange range_;
  cfn::applicationautoscaling::ScalableTarget* resource_;
  bool follows_ = false;  // the load, rather than times alone
};

}  // namespace omnitrack
