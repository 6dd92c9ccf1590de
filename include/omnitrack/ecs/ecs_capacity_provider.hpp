#pragma once

#include <omnitrack/autoscaling/auto_scaling_group.hpp>
#include <omnitrack/ecs/cluster.hpp>

namespace omnitrack::cfn::ecs {
class CapacityProvider;
}

namespace omnitrack {

class EcsCapacityProvider;

namespace detail {

inline void a_cluster_uses_1_to_100_percent_of_its_instances() {}
inline void ecs_starts_1_to_10000_instances_at_once() {}
inline void an_instance_warms_up_for_at_most_10000_seconds() {}

}  // namespace detail

/// How much of the instances is used before there are more, in percent.
using TargetCapacity = CheckedNumber<
    detail::Between<1, 100, detail::a_cluster_uses_1_to_100_percent_of_its_instances>>;
/// How many instances ECS starts at once.
using ScalingStep =
    CheckedNumber<detail::Between<1, 10000, detail::ecs_starts_1_to_10000_instances_at_once>>;
/// How long a new instance is not measured, in seconds.
using InstanceWarmup = CheckedNumber<
    detail::TimeBetween<0, 10000, detail::an_instance_warms_up_for_at_most_10000_seconds, 1>>;

/// A share of the tasks of a cluster that do not say where they run.
struct DefaultCapacityShare {
  /// How many tasks run here before the weights count.
  Value<std::int64_t> base = {};
  /// The share of the further tasks, 0 to 1,000.
  KnownNumber weight = 1;
};

/// Properties of instances of a cluster.
struct EcsCapacityProviderProps {
  using Makes = EcsCapacityProvider;
  Id id;
  /// The instances, of an image with ECS's agent, e.g. `MachineImage::ecs_optimized()`.
  Required<Link<AutoScalingGroup>, struct required_auto_scaling_group> auto_scaling_group;
  /// The cluster that they join.
  Required<Link<Cluster>, struct required_cluster> cluster;
  /// The name, which begins with none of `aws`, `ecs` and `fargate`; made up by CloudFormation
  /// where it is left out.
  Value<std::string> capacity_provider_name = {};
  /// How many of the tasks that do not say where they run are run here; none where it is left out.
  Optional<DefaultCapacityShare> default_share = {};
  /// How long a new instance is not measured, in seconds; 300 where it is left out.
  InstanceWarmup instance_warmup = {};
  /// Whether the tasks of an instance that goes are moved first.
  Bool managed_draining = true;
  /// Whether ECS starts and ends instances as tasks need them.
  Bool managed_scaling = true;
  /// Whether ECS keeps the group from ending instances that run tasks; needs `managed_scaling`.
  Bool managed_termination_protection = true;
  /// How many instances are started at once at most, 1 to 10,000.
  ScalingStep max_scaling_step = {};
  /// How many instances are started at once at least, 1 to 10,000.
  ScalingStep min_scaling_step = {};
  /// How much of the instances is used before there are more, in percent; less keeps some free.
  TargetCapacity target_capacity = 100;
};

/// Instances of one's own that a cluster runs tasks on: AWS::ECS::CapacityProvider. They join the
/// cluster by themselves: their launch template gets commands for that, and its role what ECS's
/// agent needs, in this cluster alone.
/// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/asg-capacity-providers.html
class EcsCapacityProvider final : public Construct, public Connectable {
 public:
  EcsCapacityProvider(Attach at, const EcsCapacityProviderProps& props);

  /// The security groups of the instances.
  [[nodiscard]] Connections connections() override;
  /// Tasks that run here, for `capacity_provider_strategies` of services.
  [[nodiscard]] CapacityProviderShare share(const KnownNumber& weight = 1) const;
  /// The name.
  [[nodiscard]] Value<cfn::ecs::CapacityProviderName> name() const;
  /// The instances.
  [[nodiscard]] AutoScalingGroup& auto_scaling_group() const { return *group_; }
  /// The capacity provider's own resource.
  [[nodiscard]] cfn::ecs::CapacityProvider& resource() { return *resource_; }

 private:
  void check(const EcsCapacityProviderProps& props) const;
  void join(const Cluster& cluster) const;

  AutoScalingGroup* group_;
  cfn::ecs::CapacityProvider* resource_;
};

}  // namespace omnitrack
