#include "group_resource.hpp"

#include <string>

#include <omnitrack/cfn/ec2.hpp>
#include <omnitrack/cfn/sns.hpp>
#include <omnitrack/ec2/vpc.hpp>

namespace omnitrack::autoscaling {

namespace group = cfn::autoscaling::auto_scaling_group;

namespace {

// The group takes its numbers as texts.
Value<std::string> number_text(const Value<std::int64_t>& number) {
  return number.node().kind == NodeKind::integer
             ? Value<std::string>(std::to_string(number.node().integer))
             : as<std::string>(number);
}

group::LaunchTemplateSpecification specification(const LaunchTemplate& launch_template) {
  return {.version = launch_template.latest_version(),
          .launch_template_id = launch_template.launch_template_id()};
}

group::MixedInstancesPolicy mixed_policy(const MixedInstances& mixed,
                                         const LaunchTemplate& launch_template) {
  constexpr std::string_view strategies[] = {"price-capacity-optimized", "capacity-optimized",
                                             "lowest-price"};
  group::LaunchTemplate made{.launch_template_specification = specification(launch_template)};
  for (const InstanceTypeChoice& each : mixed.types) {
    group::LaunchTemplateOverrides choice{.instance_type = each.instance_type.value()};
    if (each.launch_template.is_set()) {
      choice.launch_template_specification = specification(*each.launch_template);
    }
    if (each.weight) choice.weighted_capacity = std::to_string(each.weight->number());
    made.overrides.add(choice);
  }
  return {
      .launch_template = made,
      .instances_distribution =
          group::InstancesDistribution{
              .on_demand_base_capacity = mixed.on_demand_base,
              .on_demand_percentage_above_base_capacity = mixed.on_demand_percentage,
              .spot_allocation_strategy =
                  strategies[static_cast<std::size_t>(mixed.spot_allocation)],
          },
  };
}

List<group::NotificationConfiguration> notifications_of(
    const Items<GroupNotification>& notifications) {
  constexpr std::string_view names[] = {
      "autoscaling:EC2_INSTANCE_LAUNCH", "autoscaling:EC2_INSTANCE_LAUNCH_ERROR",
      "autoscaling:EC2_INSTANCE_TERMINATE", "autoscaling:EC2_INSTANCE_TERMINATE_ERROR"};
  List<group::NotificationConfiguration> list;
  for (const GroupNotification& each : notifications) {
    List<std::string> events;
    for (const GroupEvent event : each.events) events.add(names[static_cast<std::size_t>(event)]);
    for (const std::string_view name : names) {
      if (each.events.empty()) events.add(name);
    }
    list.add(group::NotificationConfiguration{.topic_arn = Json(each.topic),
                                              .notification_types = events});
  }
  return list;
}

List<std::string> policies_of(const Items<TerminationPolicy>& policies) {
  constexpr std::string_view names[] = {
      "Default",        "AllocationStrategy", "ClosestToNextInstanceHour",
      "NewestInstance", "OldestInstance",     "OldestLaunchTemplate"};
  List<std::string> list;
  for (const TerminationPolicy each : policies) list.add(names[static_cast<std::size_t>(each)]);
  return list;
}

}  // namespace

cfn::autoscaling::AutoScalingGroupProps group_resource(const Id& id,
                                                       const AutoScalingGroupProps& props) {
  cfn::autoscaling::AutoScalingGroupProps made{
      .id = id,
      .max_size = std::to_string(props.max_capacity.number()),
      .min_size = std::to_string(props.min_capacity.number()),
      .auto_scaling_group_name = as<cfn::ec2::InstanceName>(props.auto_scaling_group_name),
      .cooldown = number_text(props.cooldown),
      .default_instance_warmup = props.default_instance_warmup,
      .desired_capacity = number_text(props.desired_capacity),
      .health_check_grace_period = props.health_check_grace_period,
      .health_check_type = props.health_check == GroupHealthCheck::elb ? "ELB" : "EC2",
      .max_instance_lifetime = props.max_instance_lifetime.value(),
      .notification_configurations = notifications_of(props.notifications),
      .termination_policies = policies_of(props.termination_policies),
      .vpc_zone_identifier = props.subnets.is_set() ? props.subnets : props.vpc->inner_subnets(),
  };
  if (props.capacity_rebalance) made.capacity_rebalance = true;
  if (props.new_instances_protected_from_scale_in) {
    made.new_instances_protected_from_scale_in = true;
  }
  if (props.group_metrics) {
    made.metrics_collection = {group::MetricsCollection{.granularity = "1Minute"}};
  }
  if (props.mixed_instances) {
    made.mixed_instances_policy = mixed_policy(*props.mixed_instances, *props.launch_template);
  } else {
    made.launch_template = specification(*props.launch_template);
  }
  return made;
}

}  // namespace omnitrack::autoscaling
