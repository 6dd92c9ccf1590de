// How many instances a group has.

#include <string>

#include "../cloudwatch/customized_metric.hpp"
#include "../cloudwatch/step_policies.hpp"
#include <omnitrack/autoscaling/auto_scaling_group.hpp>
#include <omnitrack/cfn/autoscaling.hpp>
#include <omnitrack/codes.hpp>

namespace omnitrack {

AutoScalingGroup& AutoScalingGroup::track(std::string_view id, std::string_view type,
                                          const Value<std::int64_t>& target,
                                          const Value<std::string>& label) {
  using Made = cfn::autoscaling::ScalingPolicyProps;
  using Tracking = cfn::autoscaling::scaling_policy::TargetTrackingConfiguration;
  using Predefined = cfn::autoscaling::scaling_policy::PredefinedMetricSpecification;
  follows_ = true;
  if (target.node().kind == NodeKind::integer && target.node().integer < 1) {
    error(codes::OT3450, "a group cannot be kept at " + std::to_string(target.node().integer),
          "utilization is 1 to 100 percent, and each instance gets 1 request at least");
  }
  add(Made{
      .id = child(id),
      .auto_scaling_group_name = name_,
      .policy_type = Made::PolicyType::target_tracking_scaling,
      .target_tracking_configuration =
          Tracking{
              .target_value = Value<double>(target),
              .predefined_metric_specification =
                  Predefined{.predefined_metric_type = as<Predefined::PredefinedMetricType>(type),
                             .resource_label = label},
          },
  });
  return *this;
}

AutoScalingGroup& AutoScalingGroup::scale_on_cpu(const GroupUtilization& percent) {
  return track("CpuScaling", "ASGAverageCPUUtilization",
               percent.is_broken() ? Value<std::int64_t>(0) : percent.value());
}

AutoScalingGroup& AutoScalingGroup::scale_on_requests(const RequestsPerInstance& per_instance,
                                                      const TargetGroup& group) {
  return track("RequestScaling", "ALBRequestCountPerTarget", per_instance.value(),
               group.resource_label());
}

AutoScalingGroup& AutoScalingGroup::scale_on_incoming_bytes(const BytesPerInstance& per_instance) {
  return track("IncomingBytesScaling", "ASGAverageNetworkIn", per_instance.value());
}

AutoScalingGroup& AutoScalingGroup::scale_on_outgoing_bytes(const BytesPerInstance& per_instance) {
  return track("OutgoingBytesScaling", "ASGAverageNetworkOut", per_instance.value());
}

AutoScalingGroup& AutoScalingGroup::scale_on_metric(std::string_view id, const Metric& metric,
                                                    double target) {
  using Made = cfn::autoscaling::ScalingPolicyProps;
  using Customized = cfn::autoscaling::scaling_policy::CustomizedMetricSpecification;
  using Dimension = cfn::autoscaling::scaling_policy::MetricDimension;
  using Tracking = cfn::autoscaling::scaling_policy::TargetTrackingConfiguration;
  const detail::MetricNode& node = metric.node();
  if (node.kind != detail::MetricNode::Kind::measurement) {
    error(codes::OT3455, "scaling by '" + std::string(id) + "' goes by an expression",
          "name a metric that is measured");
    return *this;
  }
  follows_ = true;
  add(Made{
      .id = child(id),
      .auto_scaling_group_name = name_,
      .policy_type = Made::PolicyType::target_tracking_scaling,
      .target_tracking_configuration =
          Tracking{.target_value = target,
                   .customized_metric_specification =
                       customized_metric<Customized, Dimension>(node.measured)},
  });
  return *this;
}

AutoScalingGroup& AutoScalingGroup::scale_on_steps(std::string_view id, const Metric& metric,
                                                   const StepScaling& steps) {
  using Made = cfn::autoscaling::ScalingPolicyProps;
  using Adjustment = cfn::autoscaling::scaling_policy::StepAdjustment;
  constexpr Made::AdjustmentType types[] = {Made::AdjustmentType::change_in_capacity,
                                            Made::AdjustmentType::exact_capacity,
                                            Made::AdjustmentType::percent_change_in_capacity};
  follows_ = true;
  if (!cloudwatch::check_steps(*this, codes::OT3456, id, steps)) return *this;
  cloudwatch::make_step_policies(
      *this, id, metric, steps,
      [&](const Id& policy_id, std::string_view, const Items<CapacityStep>& some, bool adds) {
        const auto& made = add(Made{
            .id = policy_id,
            .auto_scaling_group_name = name_,
            .adjustment_type = types[static_cast<std::size_t>(steps.unit)],
            .estimated_instance_warmup = steps.wait,
            .min_adjustment_magnitude = steps.min_change,
            .policy_type = Made::PolicyType::step_scaling,
            .step_adjustments = cloudwatch::adjustments_of<Adjustment>(some, adds, steps.unit),
        });
        return made.attr_arn();
      });
  return *this;
}

AutoScalingGroup& AutoScalingGroup::scale_on_schedule(const ScheduledCapacity& change) {
  is_scheduled_ = true;
  add(cfn::autoscaling::ScheduledActionProps{
      .id = child(change.id),
      .auto_scaling_group_name = name_,
      .desired_capacity = change.desired,
      .end_time = change.end_time,
      .max_size = change.max,
      .min_size = change.min,
      .recurrence = change.recurrence,
      .start_time = change.start_time,
      .time_zone = change.time_zone,
  });
  return *this;
}

void AutoScalingGroup::finish() {
  if (resource_ == nullptr || !follows_ || is_scheduled_) return;
  const Value<std::string>& max = resource_->props.max_size;
  if (!max.is_literal_text()) return;
  if (max.literal_text() != resource_->props.min_size.literal_text()) return;
  warning(codes::OT3457,
          "scaling follows the load, but there are always " + std::string(max.literal_text()) +
              " instances",
          "set max_capacity above min_capacity");
}

}  // namespace omnitrack
