#pragma once

#include <omnitrack/ecs/ecs_service.hpp>
#include <omnitrack/ecs/fargate_task_definition.hpp>

namespace omnitrack::cfn::cloudwatch {
enum class AlarmName : char;
}

namespace omnitrack {

class FargateService;

/// Properties of a service.
struct FargateServiceProps {
  using Makes = FargateService;
  Id id;
  /// The cluster.
  Required<Link<Cluster>, struct required_cluster> cluster;
  /// What its tasks are made of.
  Required<Link<FargateTaskDefinition>, struct required_task_definition> task_definition;
  /// Whether tasks get public addresses, which takes public `subnets`.
  Bool assign_public_ip = false;
  /// Whether tasks are moved so that the zones have equally many.
  Bool availability_zone_rebalancing = true;
  /// Where tasks run; on Fargate at the normal price where it is left out.
  Items<CapacityProviderShare> capacity_provider_strategies = {};
  /// Whether a deployment whose tasks do not become healthy is given up and rolled back.
  Bool circuit_breaker = true;
  /// Whether CodeDeploy deploys it, by an `EcsDeploymentGroup`, in place of ECS itself; cannot be
  /// changed.
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
  /// How many tasks there may be during a deployment, in percent.
  KnownNumber max_healthy_percent = 200;
  /// How many tasks there must be during a deployment, in percent.
  KnownNumber min_healthy_percent = 100;
  /// The version of Fargate's platform; the latest where it is left out.
  Value<std::string> platform_version = {};
  /// Where the tags of tasks come from.
  TaskTags propagate_tags = TaskTags::service;
  /// The security groups, 5 at most; the service makes one of its own where they are left out.
  Items<Link<SecurityGroup>> security_groups = {};
  /// How it finds others and is found.
  Optional<ServiceConnect> service_connect = {};
  /// The name by which its tasks are found in the cluster's namespace, by DNS where that has a VPC.
  Optional<ServiceDiscovery> service_discovery = {};
  /// The name, which keeps a service from being replaced; made up by CloudFormation where it is
  /// left out.
  ClusterName service_name = {};
  /// The subnets; the private ones of the VPC, or the isolated ones, where they are left out.
  List<cfn::ec2::SubnetId> subnets = {};
  /// The VPC; the cluster's where it is left out.
  Link<const Vpc> vpc = {};
  /// Whether it is made only after the policies of its roles. Turn it off where something that a
  /// role is granted needs the service first.
  Bool wait_for_grants = true;
};

/// What is known of a service on Fargate that is made elsewhere.
using ImportedFargateService = ImportedEcsService;

/// Tasks on Fargate that are kept running: AWS::ECS::Service, as needed
/// AWS::ServiceDiscovery::Service, AWS::EC2::SecurityGroup,
/// and what `ServiceScaling` makes.
/// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs_services.html
class FargateService final : public EcsService {
 public:
  FargateService(Attach at, const FargateServiceProps& props);
  FargateService(Attach at, const struct ImportedFargateServiceProps& props);

  /// A service that is made elsewhere.
  static FargateService& from_attributes(Construct& scope, const Id& id,
                                         const ImportedFargateService& known);

  /// What its tasks are made of; an error where the service is made elsewhere.
  [[nodiscard]] FargateTaskDefinition& task_definition();

 private:
  void check(const FargateServiceProps& props) const;
};

}  // namespace omnitrack
