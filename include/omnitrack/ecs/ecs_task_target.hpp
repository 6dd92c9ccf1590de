#pragma once

#include <omnitrack/ec2/security_group.hpp>
#include <omnitrack/ecs/cluster.hpp>
#include <omnitrack/ecs/task_definition.hpp>
#include <omnitrack/events/event_target.hpp>

namespace omnitrack::cfn::ec2 {
enum class SubnetId : char;
}

namespace omnitrack {

namespace detail {

inline void an_event_runs_1_to_10_tasks() {}

}  // namespace detail

/// How many tasks an event runs.
using EventTaskCount = CheckedNumber<detail::Between<1, 10, detail::an_event_runs_1_to_10_tasks>>;

/// What is other in a container of a task that an event runs.
/// https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerOverride.html
struct EventContainerOverride {
  /// The container's name.
  Required<Text, struct required_container> container;
  /// What it runs, in place of the image's or the task definition's command.
  List<std::string> command = {};
  /// The CPU units that it keeps.
  Value<std::int64_t> cpu = {};
  /// Environment variables, which add to the task definition's or replace them.
  Map<std::string> environment = {};
  /// The memory in MiB that it may use.
  Value<std::int64_t> memory = {};
  /// The memory in MiB that it keeps.
  Value<std::int64_t> memory_reservation = {};
};

class EcsTaskTarget;

/// Properties of tasks that an event runs.
struct EcsTaskTargetProps {
  using Makes = EcsTaskTarget;
  Id id;
  /// The cluster.
  Required<Link<const Cluster>, struct required_cluster> cluster;
  /// What the tasks are made of.
  Required<Link<const TaskDefinition>, struct required_task_definition> task_definition;
  /// Whether tasks get public addresses, which takes public `subnets`; on Fargate alone.
  Bool assign_public_ip = false;
  /// Where tasks run; where their definition is for, on Fargate at the normal price, where it is
  /// left out.
  Items<CapacityProviderShare> capacity_provider_strategies = {};
  /// What is other in containers.
  Items<EventContainerOverride> container_overrides = {};
  /// The CPU units of the tasks, in place of the task definition's.
  Value<std::int64_t> cpu = {};
  /// How many tasks an event runs, 1 to 10.
  EventTaskCount count = 1;
  /// Whether somebody may run commands in the containers.
  Bool execute_command = false;
  /// The role by which ECS starts the tasks, in place of the task definition's.
  Link<const Role> execution_role = {};
  /// The group that the tasks are in; the task definition's family where it is left out.
  Value<std::string> group = {};
  /// The memory of the tasks in MiB, in place of the task definition's.
  Value<std::int64_t> memory = {};
  /// The version of Fargate's platform; the latest where it is left out.
  Value<std::string> platform_version = {};
  /// Whether tasks get the tags of the task definition.
  Bool propagate_tags = false;
  /// The security groups, 5 at most; the target makes one of its own where they are left out.
  Items<Link<SecurityGroup>> security_groups = {};
  /// The subnets; the private ones of the VPC, or the isolated ones, where they are left out.
  List<cfn::ec2::SubnetId> subnets = {};
  /// Tags of the tasks.
  Map<std::string> tags = {};
  /// The role that the tasks act by, in place of the task definition's.
  Link<const Role> task_role = {};
  /// The VPC; the cluster's where it is left out.
  Link<const Vpc> vpc = {};
};

/// Tasks of ECS that an event, a schedule or a pipe runs; makes, where none is given and they have
/// a network of their own, a security group (AWS::EC2::SecurityGroup). Its sender gets a role with
/// `ecs:RunTask` of that task definition in that cluster alone, and the permission to hand the task
/// its roles. https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-targets.html
class EcsTaskTarget final : public Construct, public Connectable, public EventTarget {
 public:
  EcsTaskTarget(Attach at, const EcsTaskTargetProps& props);

  [[nodiscard]] Value<std::string> event_target_arn() const override;
  void grant_delivery(Grantee& sender) const override;
  [[nodiscard]] TargetParameters target_parameters(EventSender sender) const override;
  /// The security groups of the tasks.
  [[nodiscard]] Connections connections() override;

 protected:
  void finish() override;

 private:
  void complete_network();

  EcsTaskTargetProps props_;
};

}  // namespace omnitrack
