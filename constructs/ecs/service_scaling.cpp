#include "omnitrack/ecs/service_scaling.hpp"

#include <string>

#include "../cloudwatch/customized_metric.hpp"
#include "../cloudwatch/step_policies.hpp"
#include <omnitrack/cfn/applicationautoscaling.hpp>
#include <omnitrack/codes.hpp>
#include <omnitrack/elasticloadbalancingv2/target_group.hpp>

namespace omnitrack {

namespace {

namespace scaling = cfn::applicationautoscaling;
using Tracking = scaling::scaling_policy::TargetTrackingScalingPolicyConfiguration;

scaling::ScalingPolicyProps tracking_props(const Id& id, std::string_view name,
                                           const scaling::ScalableTarget& target,
                                           const Tracking& tracking) {
  return {
      .id = id,
      .policy_name = name,
      .policy_type = scaling::ScalingPolicyProps::PolicyType::target_tracking_scaling,
      .scaling_target_id = as<scaling::ScalableTargetResourceId>(target.ref()),
      .target_tracking_scaling_policy_configuration = tracking,
  };
}

}  // namespace

ServiceScaling::ServiceScaling(Attach at, const ServiceScalingProps& props)
    : Construct(std::move(at)),
      range_(props.range),
      resource_(&add(scaling::ScalableTargetProps{
          .id = primary(),
          .max_capacity = props.range.max.number(),
          .min_capacity = props.range.min.number(),
          .resource_id = props.resource_id,
          .scalable_dimension =
              scaling::ScalableTargetProps::ScalableDimension::ecs_service_desired_count,
          .service_namespace = scaling::ScalableTargetProps::ServiceNamespace::ecs,
      })) {
  const std::int64_t min = props.range.min;
  const std::int64_t max = props.range.max;
  if (min < 0 || min > max) {
    error(codes::OT3424,
          "a service cannot have " + std::to_string(min) + " to " + std::to_string(max) + " tasks",
          "min is 0 at least, and max is not below it");
  }
}

ServiceScaling& ServiceScaling::track(std::string_view name, std::string_view type,
                                      const Value<std::int64_t>& target,
                                      const ScalingCooldown& cooldown,
                                      const Value<std::string>& label) {
  using Predefined = scaling::scaling_policy::PredefinedMetricSpecification;
  follows_ = true;
  add(tracking_props(
      child(name), name, *resource_,
      Tracking{
          .target_value = Value<double>(target),
          .predefined_metric_specification =
              Predefined{.predefined_metric_type = as<Predefined::PredefinedMetricType>(type),
                         .resource_label = label},
          .scale_in_cooldown = cooldown.in,
          .scale_out_cooldown = cooldown.out,
      }));
  return *this;
}

ServiceScaling& ServiceScaling::on_cpu(const UtilizationTarget& percent,
                                       const ScalingCooldown& cooldown) {
  if (percent.is_broken()) refuse(percent.number(), "percent of the CPU");
  return track("Cpu", "ECSServiceAverageCPUUtilization", percent.value(), cooldown);
}

ServiceScaling& ServiceScaling::on_memory(const UtilizationTarget& percent,
                                          const ScalingCooldown& cooldown) {
  if (percent.is_broken()) refuse(percent.number(), "percent of the memory");
  return track("Memory", "ECSServiceAverageMemoryUtilization", percent.value(), cooldown);
}

ServiceScaling& ServiceScaling::on_requests(const RequestsPerTarget& per_target,
                                            const TargetGroup& group,
                                            const ScalingCooldown& cooldown) {
  if (per_target.is_broken()) refuse(per_target.number(), "requests to each target");
  return track("Requests", "ALBRequestCountPerTarget", per_target.value(), cooldown,
               group.resource_label());
}

void ServiceScaling::refuse(std::int64_t number, std::string_view of_what) const {
  error(codes::OT3422,
        "a service cannot be kept at " + std::to_string(number) + " " + std::string(of_what),
        "utilization is 1 to 100 percent, and each target gets 1 request at least");
}

ServiceScaling& ServiceScaling::on_metric(std::string_view name, const Metric& metric,
                                          double target, const ScalingCooldown& cooldown) {
  using Customized = scaling::scaling_policy::CustomizedMetricSpecification;
  using Dimension = scaling::scaling_policy::MetricDimension;
  const detail::MetricNode& node = metric.node();
  if (node.kind != detail::MetricNode::Kind::measurement) {
    error(codes::OT3425, "scaling by '" + std::string(name) + "' goes by an expression",
          "name a metric that is measured");
    return *this;
  }
  follows_ = true;
  add(tracking_props(child(name), name, *resource_,
                     Tracking{
                         .target_value = target,
                         .customized_metric_specification =
                             customized_metric<Customized, Dimension>(node.measured),
                         .scale_in_cooldown = cooldown.in,
                         .scale_out_cooldown = cooldown.out,
                     }));
  return *this;
}

ServiceScaling& ServiceScaling::on_schedule(const ScheduledScaling& change) {
  resource_->props.scheduled_actions.add(scaling::scalable_target::ScheduledAction{
      .schedule = change.schedule,
      .scheduled_action_name = change.name.text(),
      .end_time = change.end_time,
      .scalable_target_action =
          scaling::scalable_target::ScalableTargetAction{.max_capacity = change.max,
                                                         .min_capacity = change.min},
      .start_time = change.start_time,
      .timezone = change.time_zone,
  });
  return *this;
}

ServiceScaling& ServiceScaling::on_steps(std::string_view name, const Metric& metric,
                                         const StepScaling& steps) {
  using Steps = scaling::scaling_policy::StepScalingPolicyConfiguration;
  using Adjustment = scaling::scaling_policy::StepAdjustment;
  constexpr Steps::AdjustmentType types[] = {Steps::AdjustmentType::change_in_capacity,
                                             Steps::AdjustmentType::exact_capacity,
                                             Steps::AdjustmentType::percent_change_in_capacity};
  follows_ = true;
  if (!cloudwatch::check_steps(*this, codes::OT3456, name, steps)) return *this;
  cloudwatch::make_step_policies(
      *this, name, metric, steps,
      [&](const Id& id, std::string_view policy_name, const Items<CapacityStep>& some, bool adds) {
        const auto& made = add(scaling::ScalingPolicyProps{
            .id = id,
            .policy_name = policy_name,
            .policy_type = scaling::ScalingPolicyProps::PolicyType::step_scaling,
            .scaling_target_id = as<scaling::ScalableTargetResourceId>(resource_->ref()),
            .step_scaling_policy_configuration =
                Steps{
                    .adjustment_type = types[static_cast<std::size_t>(steps.unit)],
                    .cooldown = steps.wait,
                    .min_adjustment_magnitude = steps.min_change,
                    .step_adjustments =
                        cloudwatch::adjustments_of<Adjustment>(some, adds, steps.unit),
                },
        });
        return made.attr_arn();
      });
  return *this;
}

void ServiceScaling::finish() {
  if (!follows_ || range_.min != range_.max || resource_->props.scheduled_actions.is_set()) return;
  warning(codes::OT3457,
          "scaling follows the load, but there are always " + std::to_string(range_.max) + " tasks",
          "set max above min");
}

}  // namespace omnitrack
