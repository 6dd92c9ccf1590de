#include "omnitrack/autoscaling/auto_scaling_group.hpp"

#include <algorithm>
#include <string>

#include "../imported.hpp"
#include "group_resource.hpp"
#include <omnitrack/cfn/autoscaling.hpp>
#include <omnitrack/codes.hpp>
#include <omnitrack/ec2/connections.hpp>
#include <omnitrack/ec2/vpc.hpp>

namespace omnitrack {

/// What a group that is made elsewhere is made of.
struct ImportedAutoScalingGroupProps {
  using Makes = AutoScalingGroup;
  Id id;
  Value<cfn::autoscaling::AutoScalingGroupName> name;
};

AutoScalingGroup::AutoScalingGroup(Attach at, const AutoScalingGroupProps& props)
    : Construct(std::move(at)),
      launch_template_(props.launch_template.get()),
      resource_(&add(autoscaling::group_resource(primary(), props))),
      name_(resource_->ref()) {
  check(props);
  set_rolling_update(props);
  for (const LifecycleHook& hook : props.lifecycle_hooks) add_lifecycle_hook(hook);
  if (!props.warm_pool) return;
  constexpr std::string_view states[] = {"Stopped", "Running", "Hibernated"};
  auto& pool = add(cfn::autoscaling::WarmPoolProps{
      .id = child("WarmPool"),
      .auto_scaling_group_name = name_,
      .max_group_prepared_capacity = props.warm_pool->max_prepared,
      .min_size = props.warm_pool->min_size,
      .pool_state = as<cfn::autoscaling::WarmPoolProps::PoolState>(
          states[static_cast<std::size_t>(props.warm_pool->state)]),
  });
  if (props.warm_pool->reuse_on_scale_in) {
    pool.props.instance_reuse_policy =
        cfn::autoscaling::warm_pool::InstanceReusePolicy{.reuse_on_scale_in = true};
  }
}

AutoScalingGroup::AutoScalingGroup(Attach at, const ImportedAutoScalingGroupProps& props)
    : Construct(std::move(at)), name_(props.name) {}

AutoScalingGroup& AutoScalingGroup::from_name(
    Construct& scope, const Id& id, const Value<cfn::autoscaling::AutoScalingGroupName>& name) {
  return scope.add(ImportedAutoScalingGroupProps{.id = id, .name = name});
}

void AutoScalingGroup::check(const AutoScalingGroupProps& props) const {
  const std::int64_t min = props.min_capacity;
  const std::int64_t max = props.max_capacity;
  if (min < 0 || min > max) {
    error(
        codes::OT3450,
        "a group cannot have " + std::to_string(min) + " to " + std::to_string(max) + " instances",
        "min_capacity is 0 at least, and max_capacity is not below it");
  }
  const Node& desired = props.desired_capacity.node();
  if (desired.kind == NodeKind::integer && (desired.integer < min || desired.integer > max)) {
    error(codes::OT3450,
          "desired_capacity is " + std::to_string(desired.integer) +
              ", which is out of the group's bounds",
          "it is " + std::to_string(min) + " to " + std::to_string(max));
  }
  if (props.max_instance_lifetime.is_broken()) {
    error(codes::OT3450,
          "max_instance_lifetime is " + std::to_string(props.max_instance_lifetime.number()) +
              " seconds, which is out of bounds",
          "it is 86400 to 31536000 seconds");
  }
  if (!resource_->props.vpc_zone_identifier.is_set()) {
    error(codes::OT3451, "the VPC has no private or isolated subnets for the instances",
          "set `subnets`");
  }
  if (!props.mixed_instances) return;
  if (props.mixed_instances->types.empty()) {
    error(codes::OT3452, "a group of mixed instances has no type", "name at least one in `types`");
  }
  if (launch_template_->is_spot()) {
    error(codes::OT3452, "the launch template of mixed instances asks for spare capacity itself",
          "leave its `spot` out, and set `on_demand_percentage`");
  }
  for (const InstanceTypeChoice& each : props.mixed_instances->types) {
    if (!each.instance_type.is_broken()) continue;
    error(codes::OT3452,
          "'" + std::string(each.instance_type.text()) + "' is not a type of an instance",
          "name a family and a size, e.g. t4g.micro");
  }
  const std::int64_t share = props.mixed_instances->on_demand_percentage;
  if (share < 0 || share > 100) {
    error(codes::OT3450,
          "on_demand_percentage is " + std::to_string(share) + ", which is out of bounds",
          "it is 0 to 100");
  }
}

void AutoScalingGroup::set_rolling_update(const AutoScalingGroupProps& props) {
  if (!props.rolling_update) return;
  const RollingUpdate& update = *props.rolling_update;
  const std::int64_t most = std::max<std::int64_t>(props.max_capacity - 1, 0);
  const std::int64_t least = update.min_instances_in_service
                                 ? update.min_instances_in_service->number()
                                 : std::min<std::int64_t>(props.min_capacity, most);
  if (least > most || update.max_batch_size < 1) {
    error(codes::OT3453,
          "the instances cannot be replaced where " + std::to_string(least) + " of " +
              std::to_string(props.max_capacity) + " stay in service, " +
              std::to_string(update.max_batch_size) + " at once",
          "leave one of max_capacity free, and replace at least one at once");
  }
  // What would replace or move instances waits until they are.
  resource_->set_update_policy(Json::object({
      {"AutoScalingRollingUpdate",
       Json::object({
           {"MaxBatchSize", update.max_batch_size.number()},
           {"MinInstancesInService", least},
           {"PauseTime", update.pause_time},
           {"SuspendProcesses",
            Json::array({"HealthCheck", "ReplaceUnhealthy", "AZRebalance", "AlarmNotification",
                         "ScheduledActions", "InstanceRefresh"})},
           {"WaitOnResourceSignals", bool(update.wait_on_signals)},
       })},
  }));
}

void AutoScalingGroup::add_to_policy(const PolicyStatement& statement) {
  if (launch_template_ == nullptr) {
    refuse_of_imported(*this, "its role");
    return;
  }
  launch_template_->add_to_policy(statement);
}

Value<std::string> AutoScalingGroup::grantee_arn() const {
  if (launch_template_ != nullptr) return launch_template_->grantee_arn();
  refuse_of_imported(*this, "its role");
  return name_;
}

void AutoScalingGroup::add_commands(const List<std::string>& commands) {
  if (launch_template_ == nullptr) {
    refuse_of_imported(*this, "its launch template");
    return;
  }
  launch_template_->add_commands(commands);
}

void AutoScalingGroup::attach_to(TargetGroup& group) {
  if (resource_ == nullptr) {
    refuse_of_imported(*this, "attach_to()");
    return;
  }
  if (group.target_type() != TargetType::instance) {
    error(codes::OT3454, "instances cannot be in a target group of another type than instance",
          "set TargetType::instance");
    return;
  }
  resource_->props.target_group_arns.add(group.arn());
  const Value<std::int64_t> port = group.port();
  if (port.node().kind != NodeKind::integer) return;
  group.add_client(*this, static_cast<std::uint16_t>(port.node().integer), resource_);
}

Connections AutoScalingGroup::connections() {
  if (launch_template_ == nullptr) return {*this, {}};
  return {*this, launch_template_->connections().security_groups()};
}

Metric AutoScalingGroup::metric(std::string_view metric_name) const {
  return MetricProps{.name_space = "AWS/AutoScaling",
                     .metric_name = metric_name,
                     .dimensions = {{"AutoScalingGroupName", name()}}};
}

Metric AutoScalingGroup::metric_cpu_utilization() const {
  return MetricProps{.name_space = "AWS/EC2",
                     .metric_name = "CPUUtilization",
                     .dimensions = {{"AutoScalingGroupName", name()}}};
}

Value<std::string> AutoScalingGroup::arn() const {
  if (resource_ != nullptr) return resource_->attr_auto_scaling_group_arn();
  refuse_of_imported(*this, "arn()");
  return name_;
}

cfn::autoscaling::AutoScalingGroup& AutoScalingGroup::resource() {
  if (resource_ == nullptr) {
    refuse_of_imported(*this, "resource()");
    resource_ = &add(
        cfn::autoscaling::AutoScalingGroupProps{.id = primary(), .max_size = "0", .min_size = "0"});
  }
  return *resource_;
}

}  // namespace omnitrack
