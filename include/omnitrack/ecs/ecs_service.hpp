#pragma once

#include <vector>

#include <omnitrack/cloudwatch/metric.hpp>
#include <omnitrack/ec2/security_group.hpp>
#include <omnitrack/ecs/cluster.hpp>
#include <omnitrack/ecs/service_scaling.hpp>
#include <omnitrack/ecs/task_definition.hpp>
#include <omnitrack/elasticloadbalancingv2/target_group.hpp>
#include <omnitrack/optional.hpp>

namespace omnitrack::cfn::ec2 {
enum class SubnetId : char;
}
namespace omnitrack::cfn::ecs {
class Service;  // defined in <omnitrack/cfn/ecs.hpp>
struct ServiceProps;
}  // namespace omnitrack::cfn::ecs

namespace omnitrack {

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

/// What is known of a service that is made elsewhere.
struct ImportedEcsService {
  /// Its cluster.
  Required<Link<Cluster>, struct required_cluster> cluster;
  /// Its name.
  Required<Value<std::string>, struct required_service_name> service_name;
  /// Its security groups, needed where something is let in.
  Items<Link<SecurityGroup>> security_groups = {};
};

/// What services of both kinds do alike; for the classes that derive from `EcsService`.
struct EcsServiceParts {
  /// Whether CodeDeploy deploys it.
  Bool deployed_by_code_deploy = false;
  /// Whether somebody may run commands in the containers.
  Bool execute_command = false;
  /// How it finds others and is found.
  Optional<ServiceConnect> service_connect = {};
  /// The name by which its tasks are found.
  Optional<ServiceDiscovery> service_discovery = {};
  /// Whether it is made only after the policies of its roles.
  Bool wait_for_grants = true;
};

/// Tasks that are kept running, wherever they do: a `FargateService` or an `Ec2Service`.
class EcsService : public Construct,
                   public Connectable,
                   public Grantee,
                   public LoadBalancerTarget,
                   public Measured {
 public:
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
  /// Its security groups, or those of the instances whose ports it has, and the port of its default
  /// container.
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
  /// What its tasks are made of; null where the service is made elsewhere.
  [[nodiscard]] TaskDefinition* known_task_definition() const { return task_definition_; }
  /// The service's own resource; an error where the service is made elsewhere.
  [[nodiscard]] cfn::ecs::Service& resource();

 protected:
  /// One that is made here, whose resource `make` is given.
  EcsService(Attach at, Cluster& cluster, TaskDefinition& task_definition,
             const Items<Link<SecurityGroup>>& security_groups);
  /// One that is made elsewhere.
  EcsService(Attach at, const ImportedEcsService& known);

  /// Sets what its tasks are reached by and what they find others by, once its resource is there.
  void start(const EcsServiceParts& parts);
  /// Has its resource made.
  void make(const cfn::ecs::ServiceProps& props);
  /// Puts the tasks into subnets, with their own security groups.
  void place(const Link<const Vpc>& vpc, const List<cfn::ec2::SubnetId>& subnets,
             bool assign_public_ip);
  /// Reports a name that is none.
  void check_name(const ClusterName& name) const;
  /// Reports percentages of tasks that a deployment cannot have.
  void check_deployment(std::int64_t min_healthy_percent, std::int64_t max_healthy_percent) const;
  /// Has what its tasks are made of be that, for one that is made elsewhere.
  void set_task_definition(TaskDefinition& task_definition) { task_definition_ = &task_definition; }
  void finish() override;

 private:
  // What load balancers send requests to: the container's port, and the first and the last of those
  // that it is reached by.
  struct TargetPorts {
    ContainerPort container;
    std::uint16_t first = 0;
    std::uint16_t last = 0;
  };
  [[nodiscard]] bool fits_target_type(const TargetGroup& group) const;
  [[nodiscard]] TargetPorts target_ports(std::string_view container,
                                         const ContainerPort& port) const;
  void connect(const ServiceConnect& connect);
  void register_tasks(const ServiceDiscovery& discovery);
  void check_ports() const;

  Cluster* cluster_;
  TaskDefinition* task_definition_ = nullptr;
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
