#include <omnitrack/cfn/applicationautoscaling.hpp>
#include <omnitrack/fn.hpp>
#include <omnitrack/lambda/function.hpp>

namespace omnitrack {

namespace {

namespace scaling_made = cfn::applicationautoscaling;
using ScaledTarget = scaling_made::ScalableTargetProps;

List<scaling_made::scalable_target::ScheduledAction> actions_of(
    const Items<ProvisionedSchedule>& schedules) {
  List<scaling_made::scalable_target::ScheduledAction> actions;
  for (const ProvisionedSchedule& each : schedules) {
    actions.add(scaling_made::scalable_target::ScheduledAction{
        .schedule = each.schedule,
        .scheduled_action_name = each.name,
        .scalable_target_action =
            scaling_made::scalable_target::ScalableTargetAction{.max_capacity = each.max,
                                                                .min_capacity = each.min},
        .timezone = each.time_zone,
    });
  }
  return actions;
}

}  // namespace

// https://docs.aws.amazon.com/lambda/latest/dg/provisioned-concurrency.html
void FunctionAlias::scale(const ProvisionedScaling& scaling) {
  namespace policy = scaling_made::scaling_policy;
  auto& target = add(ScaledTarget{
      .id = child("Scaling"),
      .max_capacity = scaling.max,
      .min_capacity = scaling.min,
      .resource_id = concat("function:", name(), ":", qualifier()),
      .scalable_dimension =
          ScaledTarget::ScalableDimension::lambda_function_provisioned_concurrency,
      .service_namespace = ScaledTarget::ServiceNamespace::lambda,
      .scheduled_actions = actions_of(scaling.schedules),
  });
  have_wait_for_qualifier(target);
  add(scaling_made::ScalingPolicyProps{
      .id = child("ScalingPolicy"),
      .policy_name = "ProvisionedUtilization",
      .policy_type = scaling_made::ScalingPolicyProps::PolicyType::target_tracking_scaling,
      .scaling_target_id = as<scaling_made::ScalableTargetResourceId>(target.ref()),
      .target_tracking_scaling_policy_configuration =
          policy::TargetTrackingScalingPolicyConfiguration{
              .target_value = static_cast<double>(scaling.target_percent.number()) / 100,
              .predefined_metric_specification =
                  policy::PredefinedMetricSpecification{
                      .predefined_metric_type = policy::PredefinedMetricSpecification::
                          PredefinedMetricType::lambda_provisioned_concurrency_utilization}},
  });
}

}  // namespace omnitrack
