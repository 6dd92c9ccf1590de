#pragma once

#include <omnitrack/ecs/ec2_task_definition.hpp>
#include <omnitrack/ecs/ecs_capacity_provider.hpp>
#include <omnitrack/ecs/ecs_service.hpp>

namespace omnitrack::cfn::cloudwatch {
enum class AlarmName : char;
}

namespace omnitrack {

class Ec2Service;

/// How ECS chooses among the instances that could run a task.
/// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-placement-strategies.html
class TaskPlacementStrategy {
 public:
  /// Where the least CPU is left, so that few instances are used.
  static TaskPlacementStrategy pack_by_cpu() { return {"binpack", "CPU"}; }
  /// Where the least memory is left, so that few instances are used.
  static TaskPlacementStrategy pack_by_memory() { return {"binpack", "MEMORY"}; }
  /// Any.
  static TaskPlacementStrategy random() { return {"random", {}}; }
  /// Where an attribute has the value with the fewest tasks, e.g. `attribute:rack`.
  static TaskPlacementStrategy spread(std::string_view attribute) { return {"spread", attribute}; }
  /// On the instance with the fewest tasks.
  static TaskPlacementStrategy spread_by_instance() { return spread("instanceId"); }
  /// In the zone with the fewest tasks.
  static TaskPlacementStrategy spread_by_zone() {
    return spread("attribute:ecs.availability-zone");
  }

  /// What it does: `binpack`, `random` or `spread`.
  [[nodiscard]] const Text& type() const { return type_; }
  /// By what; empty where it is by nothing.
  [[nodiscard]] const Text& field() const { return field_; }

 private:
  TaskPlacementStrategy(std::string_view type, std::string_view field)
      : type_(type), field_(field) {}
  Text type_;
  Text field_;
};

/// What an instance must meet to run a task of a service.
/// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-placement-constraints.html
class TaskPlacementConstraint {
 public:
  /// It runs no other task of the service.
  static TaskPlacementConstraint distinct_instance() { return TaskPlacementConstraint({}); }
  /// An expression of the cluster query language, e.g. `attribute:ecs.instance-type =~ g4dn.*`.
  static TaskPlacementConstraint member_of(const Value<std::string>& expression) {
    return TaskPlacementConstraint(expression);
  }

  /// The expression; not set where each task has an instance of its own.
  [[nodiscard]] const Value<std::string>& expression() const { return expression_; }

 private:
  explicit TaskPlacementConstraint(const Value<std::string>& expression)
      : expression_(expression) {}
  Value<std::string> expression_;
};

/// Properties of a service on instances.
struct Ec2ServiceProps {
  using Makes = Ec2Service;
  Id id;
  /// The cluster, with instances by an `EcsCapacityProvider`.
  Required<Link<Cluster>, struct required_cluster> cluster;
  /// What its tasks are made of.
  Required<Link<Ec2TaskDefinition>, struct required_task_definition> task_definition;
  /// Whether tasks are moved so that the zones have equally many; where ECS can do so where it is
  /// left out.
  Optional<Bool> availability_zone_rebalancing = {};
  /// Where tasks run, e.g. `capacity.share()`; on any instance of the cluster where it is left out.
  Items<CapacityProviderShare> capacity_provider_strategies = {};
  /// Whether a deployment whose tasks do not become healthy is given up and rolled back.
  Bool circuit_breaker = true;
  /// Whether each instance runs one task, as agents do; placement and numbers are then left out.
  Bool daemon = false;
  /// Whether CodeDeploy deploys it, in place of ECS itself; cannot be changed.
  Bool deployed_by_code_deploy = false;
  /// The alarms that have a deployment rolled back.
  List<cfn::cloudwatch::AlarmName> deployment_alarms = {};
  /// How many tasks there are; as many as there were, or 1 at first, where it is left out, which
  /// scaling needs.
  Value<std::int64_t> desired_count = {};
  /// Whether somebody may run commands in the containers.
  Bool execute_command = false;
  /// How long after its start a task may be unhealthy for its load balancer, in seconds; 60 where
  /// it is left out and there is one.
  Value<std::int64_t> health_check_grace_period = {};
  /// How many tasks there may be during a deployment, in percent; 200, or 100 of a daemon, where it
  /// is left out.
  Optional<KnownNumber> max_healthy_percent = {};
  /// How many tasks there must be during a deployment, in percent; 100, or 0 of a daemon, where it
  /// is left out.
  Optional<KnownNumber> min_healthy_percent = {};
  /// What an instance must meet to run a task, 10 at most.
  Items<TaskPlacementConstraint> placement_constraints = {};
  /// How ECS chooses among instances, each where those before leave a choice, 5 at most; spread
  /// over the zones where it is left out.
  Items<TaskPlacementStrategy> placement_strategies = {};
  /// Where the tags of tasks come from.
  TaskTags propagate_tags = TaskTags::service;
  /// The security groups of the network mode `awsvpc`, 5 at most; the service makes one of its own
  /// where they are left out. In other modes the instances' groups are opened.
  Items<Link<SecurityGroup>> security_groups = {};
  /// How it finds others and is found.
  Optional<ServiceConnect> service_connect = {};
  /// The name by which its tasks are found in the cluster's namespace, by DNS where that has a VPC.
  Optional<ServiceDiscovery> service_discovery = {};
  /// The name, which keeps a service from being replaced; made up by CloudFormation where it is
  /// left out.
  ClusterName service_name = {};
  /// The subnets of the network mode `awsvpc`; the private ones of the VPC, or the isolated ones,
  /// where they are left out.
  List<cfn::ec2::SubnetId> subnets = {};
  /// The VPC; the cluster's where it is left out.
  Link<const Vpc> vpc = {};
  /// Whether it is made only after the policies of its roles. Turn it off where something that a
  /// role is granted needs the service first.
  Bool wait_for_grants = true;
};

/// Tasks on instances of one's own that are kept running: AWS::ECS::Service, as needed
/// AWS::ServiceDiscovery::Service, AWS::EC2::SecurityGroup, and what `ServiceScaling` makes.
/// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs_services.html
class Ec2Service final : public EcsService {
 public:
  Ec2Service(Attach at, const Ec2ServiceProps& props);
  Ec2Service(Attach at, const struct ImportedEc2ServiceProps& props);

  /// A service that is made elsewhere.
  static Ec2Service& from_attributes(Construct& scope, const Id& id,
                                     const ImportedEcsService& known);

  /// What its tasks are made of; an error where the service is made elsewhere.
  [[nodiscard]] Ec2TaskDefinition& task_definition();

 protected:
  void finish() override;

 private:
  void check(const Ec2ServiceProps& props) const;
};

}  // namespace omnitrack
