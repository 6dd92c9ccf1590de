#pragma once

#include <omnitrack/cloudwatch/step_scaling.hpp>
#include <omnitrack/ec2/launch_template.hpp>
#include <omnitrack/elasticloadbalancingv2/target_group.hpp>
#include <omnitrack/optional.hpp>

namespace omnitrack::cfn::autoscaling {
class AutoScalingGroup;  // defined in <omnitrack/cfn/autoscaling.hpp>
enum class AutoScalingGroupName : char;
}  // namespace omnitrack::cfn::autoscaling
namespace omnitrack::cfn::ec2 {
enum class SubnetId : char;
}
namespace omnitrack::cfn::sns {
enum class TopicArn : char;
}

namespace omnitrack {

class AutoScalingGroup;
class Queue;
class Topic;

namespace detail {

inline void the_utilization_of_a_group_is_1_to_100_percent() {}
inline void an_instance_handles_at_least_1_request_a_minute() {}
inline void an_instance_handles_at_least_1_byte_a_minute() {}
inline void an_instance_lives_1_to_365_days() {}
inline void a_lifecycle_hook_waits_30_to_7200_seconds() {}

}  // namespace detail

/// The utilization that scaling keeps, in percent.
using GroupUtilization =
    CheckedNumber<detail::Between<1, 100, detail::the_utilization_of_a_group_is_1_to_100_percent>>;
/// The requests that scaling leaves to each instance, in a minute.
using RequestsPerInstance = CheckedNumber<
    detail::Between<1, 2147483647, detail::an_instance_handles_at_least_1_request_a_minute>>;
/// The bytes that scaling leaves to each instance, in a minute.
using BytesPerInstance = CheckedNumber<
    detail::Between<1, 9007199254740992, detail::an_instance_handles_at_least_1_byte_a_minute>>;
/// How long an instance lives, in seconds.
using InstanceLifetime =
    CheckedNumber<detail::TimeBetween<86400, 31536000, detail::an_instance_lives_1_to_365_days, 1>>;

/// How long a lifecycle hook holds an instance back, in seconds.
using LifecycleHookTimeout = CheckedNumber<
    detail::TimeBetween<30, 7200, detail::a_lifecycle_hook_waits_30_to_7200_seconds, 1>>;

/// When a lifecycle hook holds an instance back.
enum class LifecycleTransition : std::uint8_t {
  launching,    ///< before it is put into service
  terminating,  ///< before it is ended
};

/// What becomes of an instance that nobody has let go in time.
enum class LifecycleResult : std::uint8_t {
  abandon,   ///< it is ended
  continue_  ///< it goes on, as if somebody had let it
};

/// What holds instances back until somebody has worked on them, from the first one on.
/// https://docs.aws.amazon.com/autoscaling/ec2/userguide/lifecycle-hooks.html
struct LifecycleHook {
  /// The name among those of the group.
  Required<Text, struct required_name> name;
  /// When.
  LifecycleTransition transition = LifecycleTransition::launching;
  /// What becomes of an instance that nobody has let go in time.
  LifecycleResult default_result = LifecycleResult::abandon;
  /// What who is told gets beside.
  Value<std::string> metadata = {};
  /// The queue that is told; rules of EventBridge see the events in any case.
  Link<const Queue> queue = {};
  /// How long it holds an instance back, in seconds, 30 to 7,200; an hour where it is left out.
  LifecycleHookTimeout timeout = {};
  /// The topic that is told, in place of a queue.
  Link<const Topic> topic = {};
};

/// By what an instance is found to be healthy.
enum class GroupHealthCheck : std::uint8_t {
  ec2,  ///< its host and its system
  elb,  ///< its load balancers as well
};

/// Which instance goes first.
/// https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-termination-policies.html
enum class TerminationPolicy : std::uint8_t {
  default_,
  allocation_strategy,
  closest_to_next_instance_hour,
  newest_instance,
  oldest_instance,
  oldest_launch_template,
};

/// How instances of spare capacity are chosen.
/// https://docs.aws.amazon.com/autoscaling/ec2/userguide/allocation-strategies.html
enum class SpotAllocation : std::uint8_t {
  price_capacity_optimized,
  capacity_optimized,
  lowest_price,
};

/// One of the types that a group may run.
struct InstanceTypeChoice {
  /// The type.
  CheckedText<detail::InstanceTypeRule, struct required_instance_type> instance_type;
  /// A launch template of its own, e.g. for another processor; the group's where it is left out.
  Link<const LaunchTemplate> launch_template = {};
  /// How many units of capacity it is.
  Optional<KnownNumber> weight = {};
};

/// That a group runs several types, partly on spare capacity.
/// https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-mixed-instances-groups.html
struct MixedInstances {
  /// The types, in the order in which they are preferred.
  Required<Items<InstanceTypeChoice>, struct required_types> types;
  /// How much of the capacity is never spare.
  KnownNumber on_demand_base = 0;
  /// How much of the further capacity is not spare, in percent.
  KnownNumber on_demand_percentage = 100;
  /// How spare capacity is chosen.
  SpotAllocation spot_allocation = SpotAllocation::price_capacity_optimized;
};

/// How instances are replaced when the launch template changes.
/// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-updatepolicy.html
struct RollingUpdate {
  /// How many are replaced at once.
  KnownNumber max_batch_size = 1;
  /// How many stay in service; all that must be there, less one where there may be no more, where
  /// it is left out.
  Optional<KnownNumber> min_instances_in_service = {};
  /// How long each batch is waited for, e.g. `PT10M`.
  Value<std::string> pause_time = "PT5M";
  /// Whether each instance says by `cfn-signal` that it is ready.
  Bool wait_on_signals = false;
};

/// What a topic is told of.
enum class GroupEvent : std::uint8_t { launch, launch_error, terminate, terminate_error };

/// A topic with what it is told of.
struct GroupNotification {
  /// The ARN of the topic.
  Required<Value<cfn::sns::TopicArn>, struct required_topic> topic;
  /// What it is told of; all where it is left out.
  Items<GroupEvent> events = {};
};

/// What instances that are kept ready do meanwhile.
enum class WarmPoolState : std::uint8_t { stopped, running, hibernated };

/// Instances that are kept ready to join.
/// https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-warm-pools.html
struct WarmPool {
  /// How many instances there are, ready ones and those in service; the group's most where it is
  /// left out.
  Value<std::int64_t> max_prepared = {};
  /// How many are always ready.
  KnownNumber min_size = 0;
  /// Whether instances come back to the pool.
  Bool reuse_on_scale_in = false;
  /// What they do meanwhile.
  WarmPoolState state = WarmPoolState::stopped;
};

/// Another capacity from some time on.
struct ScheduledCapacity {
  /// The name among those of the group.
  Required<Text, struct required_id> id;
  /// How many instances there are.
  Value<std::int64_t> desired = {};
  /// When it ends, e.g. `2027-01-01T00:00:00Z`.
  Value<std::string> end_time = {};
  /// At most.
  Value<std::int64_t> max = {};
  /// At least.
  Value<std::int64_t> min = {};
  /// When, by five fields of cron, e.g. `0 22 * * *`.
  Value<std::string> recurrence = {};
  /// When it begins, e.g. `2026-12-01T00:00:00Z`.
  Value<std::string> start_time = {};
  /// The time zone, e.g. `Europe/Berlin`; UTC where it is left out.
  Value<std::string> time_zone = {};
};

/// Properties of a group of instances.
struct AutoScalingGroupProps {
  using Makes = AutoScalingGroup;
  Id id;
  /// What its instances are made of.
  Required<Link<LaunchTemplate>, struct required_launch_template> launch_template;
  /// The VPC that they are in.
  Required<Link<const Vpc>, struct required_vpc> vpc;
  /// The name; made up by CloudFormation where it is left out.
  Value<std::string> auto_scaling_group_name = {};
  /// Whether an instance of spare capacity is replaced before EC2 takes it back.
  Bool capacity_rebalance = false;
  /// How long it waits after it did something, in seconds; 300 where it is left out.
  Value<std::int64_t> cooldown = {};
  /// How long a new instance is not measured, in seconds.
  Value<std::int64_t> default_instance_warmup = {};
  /// How many instances there are; as many as there were where it is left out.
  Value<std::int64_t> desired_capacity = {};
  /// Whether the group's own metrics are kept.
  Bool group_metrics = true;
  /// By what an instance is found to be healthy.
  GroupHealthCheck health_check = GroupHealthCheck::ec2;
  /// How long after its start an instance may be unhealthy, in seconds.
  Value<std::int64_t> health_check_grace_period = {};
  /// What holds instances back until somebody has worked on them.
  Items<LifecycleHook> lifecycle_hooks = {};
  /// How many instances there are at most.
  KnownNumber max_capacity = 1;
  /// How long an instance lives, in seconds, a day to a year; for ever where it is left out.
  InstanceLifetime max_instance_lifetime = {};
  /// How many instances there are at least.
  KnownNumber min_capacity = 1;
  /// That it runs several types.
  Optional<MixedInstances> mixed_instances = {};
  /// Whether scaling leaves new instances alone.
  Bool new_instances_protected_from_scale_in = false;
  /// Who is told of what.
  Items<GroupNotification> notifications = {};
  /// How instances are replaced when the launch template changes; only as they go where it is left
  /// out.
  Optional<RollingUpdate> rolling_update = {};
  /// The subnets; the private ones of the VPC, or the isolated ones, where they are left out.
  List<cfn::ec2::SubnetId> subnets = {};
  /// Which instance goes first, each where those before leave a choice.
  Items<TerminationPolicy> termination_policies = {};
  /// Instances that are kept ready to join.
  Optional<WarmPool> warm_pool = {};
};

/// Instances that are kept running: AWS::AutoScaling::AutoScalingGroup, and as needed
/// AWS::AutoScaling::ScalingPolicy, AWS::AutoScaling::ScheduledAction and
/// AWS::AutoScaling::WarmPool, for lifecycle hooks that tell somebody a `Role`, and for steps of
/// scaling an `Alarm`.
/// https://docs.aws.amazon.com/autoscaling/ec2/userguide/auto-scaling-groups.html
class AutoScalingGroup final : public Construct,
                               public Connectable,
                               public Grantee,
                               public LoadBalancerTarget,
                               public Measured {
 public:
  AutoScalingGroup(Attach at, const AutoScalingGroupProps& props);
  AutoScalingGroup(Attach at, const struct ImportedAutoScalingGroupProps& props);

  /// A group that is made elsewhere.
  static AutoScalingGroup& from_name(Construct& scope, const Id& id,
                                     const Value<cfn::autoscaling::AutoScalingGroupName>& name);

  /// Adds to the role that the instances act by.
  void add_to_policy(const PolicyStatement& statement) override;
  [[nodiscard]] Value<std::string> grantee_arn() const override;
  /// Adds commands for bash to what instances do when they start for the first time, by the launch
  /// template.
  void add_commands(const List<std::string>& commands);
  /// Registers the instances with a target group of instances, on the group's port, and waits for
  /// what sends requests there.
  void attach_to(TargetGroup& group) override;
  /// The security groups of the launch template.
  [[nodiscard]] Connections connections() override;

  /// Holds instances back until somebody has worked on them.
  AutoScalingGroup& add_lifecycle_hook(const LifecycleHook& hook);
  /// Allows to let instances go that lifecycle hooks of the group hold back, and to keep them
  /// longer.
  void grant_complete_lifecycle_action(Grantee& grantee) const;

  /// Keeps the CPU utilization near a percentage of 1 to 100.
  AutoScalingGroup& scale_on_cpu(const GroupUtilization& percent);
  /// Keeps the requests to each instance in a minute near a number; a listener must send them to
  /// the group already.
  AutoScalingGroup& scale_on_requests(const RequestsPerInstance& per_instance,
                                      const TargetGroup& group);
  /// Keeps a metric near a value; it falls when instances are added, and is no expression.
  AutoScalingGroup& scale_on_metric(std::string_view id, const Metric& metric, double target);
  /// Keeps what each instance receives near a number of bytes a minute.
  AutoScalingGroup& scale_on_incoming_bytes(const BytesPerInstance& per_instance);
  /// Keeps what each instance sends near a number of bytes a minute.
  AutoScalingGroup& scale_on_outgoing_bytes(const BytesPerInstance& per_instance);
  /// Adds instances and takes them away in steps, the more the farther a metric is off.
  AutoScalingGroup& scale_on_steps(std::string_view id, const Metric& metric,
                                   const StepScaling& steps);
  /// Changes the capacity at some time.
  AutoScalingGroup& scale_on_schedule(const ScheduledCapacity& change);

  /// One of the group's own metrics, by the average where it says no other statistic.
  /// https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-metrics.html
  [[nodiscard]] Metric metric(std::string_view name) const override;
  /// The CPU that its instances use, in percent.
  [[nodiscard]] Metric metric_cpu_utilization() const;
  /// How many instances are in service.
  [[nodiscard]] Metric metric_in_service() const { return metric("GroupInServiceInstances"); }

  /// The name.
  [[nodiscard]] const Value<cfn::autoscaling::AutoScalingGroupName>& name() const { return name_; }
  /// The ARN; an error where the group is made elsewhere.
  [[nodiscard]] Value<std::string> arn() const;
  /// Whether it is made elsewhere.
  [[nodiscard]] bool is_imported() const { return resource_ == nullptr; }
  /// The group's own resource; an error where the group is made elsewhere.
  [[nodiscard]] cfn::autoscaling::AutoScalingGroup& resource();

 private:
  void check(const AutoScalingGroupProps& props) const;
  void set_rolling_update(const AutoScalingGroupProps& props);
  AutoScalingGroup& track(std::string_view id, std::string_view type,
                          const Value<std::int64_t>& target, const Value<std::string>& label = {});

  void finish() override;

  LaunchTemplate* launch_template_ = nullptr;
  cfn::autoscaling::AutoScalingGroup* resource_ = nullptr;  // null where it is made elsewhere
  bool follows_ = false;                                    // the load, rather than times alone
  bool is_scheduled_ = false;
  Value<cfn::autoscaling::AutoScalingGroupName> name_;
};

}  // namespace omnitrack
