#pragma once

#include <vector>

#include <omnitrack/cloudwatch/metric.hpp>
#include <omnitrack/ec2/security_group.hpp>
#include <omnitrack/ecs/cluster.hpp>
#include <omnitrack/ecs/fargate_task_definition.hpp>
#include <omnitrack/ecs/service_scaling.hpp>
#include <omnitrack/elasticloadbalancingv2/target_group.hpp>
#include <omnitrack/optional.hpp>

namespace omnitrack::cfn::cloudwatch {
enum class AlarmName : char;
}
namespace omnitrack::cfn::ec2 {
enum class SubnetId : char;
}
namespace omnitrack::cfn::ecs {
class Service;  // defined in <omnitrack/cfn/ecs.hpp>
}

namespace omnitrack {

class FargateService;

/// A port of a service that others find by Service Connect.
struct ServiceConnectPort {
  /// The name of the port in its container.
  Required<Text, struct required_port_name> port_name;
  /// The name in Cloud Map; that of the port where it is left out.
  Text discovery_name = {};
  /// The name that clients connect to; made of the discovery name and the namespace where it is
  /// left out.
  Text dns_name = {};
  /// How long a connection may be idle, in seconds; 0 for ever.
  Value<std::int64_t> idle_timeout = {};
  /// How long a request may take, in seconds; 0 for ever.
  Value<std::int64_t> per_request_timeout = {};
  /// The port that clients connect to; that of the container where it is left out.
  PortNumber port = {};
};

/// How a service finds others, and is found, by short names.
/// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-connect.html
struct ServiceConnect {
  /// Whether the proxy's output goes to the log group of the task.
  Bool log = true;
  /// The name or ARN of the namespace; the cluster's own where it is left out.
  Value<std::string> name_space = {};
  /// The ports that others find; none of a service that only asks others.
  Items<ServiceConnectPort> ports = {};
};

/// The name by which DNS, or Cloud Map's API, finds the tasks of a service.
/// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-discovery.html
struct ServiceDiscovery {
  /// The name in the cluster's namespace, e.g. `web` for `web.shop.internal`.
  Required<Text, struct required_name> name;
  /// How long resolvers keep an address, in seconds; 60 where it is left out.
  Value<std::int64_t> ttl = {};
};

/// Where the tags of tasks come from.
enum class TaskTags : std::uint8_t { service, task_definition, none };

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

/// What is known of a service that is made elsewhere.
struct ImportedFargateService {
  /// Its cluster.
  Required<Link<Cluster>, struct required_cluster> cluster;
  /// Its name.
  Required<Value<std::string>, struct required_service_name> service_name;
  /// Its security groups, needed where something is let in.
  Items<Link<SecurityGroup>> security_groups = {};
};

/// Tasks on Fargate that are kept running: AWS::ECS::Service, as needed
/// AWS::ServiceDiscovery::Service, AWS::EC2::SecurityGroup,
/// and what `ServiceScaling` makes.
/// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs_services.html
class FargateService final : public Construct,
                             public Connectable,
                             public Grantee,
                             public LoadBalancerTarget,
                             public Measured {
 public:
  FargateService(Attach at, const FargateServiceProps& props);
  FargateService(Attach at, const struct ImportedFargateServiceProps& props);

  /// A service that is made elsewhere.
  static FargateService& from_attributes(Construct& scope, const Id& id,
                                         const ImportedFargateService& known);

  /// Registers the tasks with a target group by their default container, and waits for what sends
  /// requests there.
  void attach_to(TargetGroup& group) override;
  /// The same by another container, on one of its ports.
  void attach_to(TargetGroup& group, std::string_view container, const ContainerPort& port = {});
  /// Has the number of tasks follow the load; `desired_count` is then left out.
  ServiceScaling& auto_scale(const ServiceScalingRange& range);

  /// Adds to the role that the containers act by.
  void add_to_policy(const PolicyStatement& statement) override;
  [[nodiscard]] Value<std::string> grantee_arn() const override;
  /// Its security groups, and the port of its default container.
  [[nodiscard]] Connections connections() override;

  /// One of ECS's metrics of the service, by the average where it says no other statistic.
  /// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/available-metrics.html
  [[nodiscard]] Metric metric(std::string_view name) const override;
  /// The CPU that is used, in percent.
  [[nodiscard]] Metric metric_cpu_utilization() const { return metric("CPUUtilization"); }
  /// The memory that is used, in percent.
  [[nodiscard]] Metric metric_memory_utilization() const { return metric("MemoryUtilization"); }

  /// The ARN.
  [[nodiscard]] const Value<std::string>& arn() const { return arn_; }
  /// The name.
  [[nodiscard]] const Value<std::string>& name() const { return name_; }
  /// Whether CodeDeploy deploys it; one that is made elsewhere may be so.
  [[nodiscard]] bool may_be_deployed_by_code_deploy() const {
    return resource_ == nullptr || is_deployed_by_code_deploy_;
  }
  /// The cluster.
  [[nodiscard]] Cluster& cluster() const { return *cluster_; }
  /// What its tasks are made of; an error where the service is made elsewhere.
  [[nodiscard]] FargateTaskDefinition& task_definition();
  /// The service's own resource; an error where the service is made elsewhere.
  [[nodiscard]] cfn::ecs::Service& resource();

 protected:
  void finish() override;

 private:
  void check(const FargateServiceProps& props) const;
  void place(const FargateServiceProps& props);
  void connect(const ServiceConnect& connect);
  void register_tasks(const ServiceDiscovery& discovery);
  void check_ports() const;

  Cluster* cluster_;
  FargateTaskDefinition* task_definition_ = nullptr;
  Items<Link<SecurityGroup>> security_groups_;
  Items<ServiceConnectPort> connect_ports_;
  bool executes_commands_ = false;
  bool is_deployed_by_code_deploy_ = false;
  ServiceScaling* scaling_ = nullptr;
  cfn::ecs::Service* resource_ = nullptr;  // null where the service is made elsewhere
  Value<std::string> arn_;
  Value<std::string> name_;
};

}  // namespace omnitrack
