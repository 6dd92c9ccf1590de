#pragma once

#include <omnitrack/ecs/fargate_service.hpp>
#include <omnitrack/elasticloadbalancingv2/application_load_balancer.hpp>

namespace omnitrack {

class HostedZone;
class LoadBalancedFargateService;

/// Properties of a service behind a load balancer.
struct LoadBalancedFargateServiceProps {
  using Makes = LoadBalancedFargateService;
  Id id;
  /// The image of the container.
  Required<ContainerImage,
           struct required_image_by_ContainerImage_from_folder_repository_or_registry>
      image;
  /// The certificate of the load balancer, of its region; without one it speaks HTTP alone.
  CertificateLink certificate = {};
  /// The cluster; the service makes one of its own where it is left out.
  Link<Cluster> cluster = {};
  /// The port that the container listens on.
  ContainerPort container_port = 80;
  /// The processor that the image is built for.
  CpuArchitecture cpu_architecture = CpuArchitecture::x86_64;
  /// How many tasks there are; left out where the service is scaled.
  Value<std::int64_t> desired_count = {};
  /// The name that the load balancer is reached by, e.g. `shop.example.com`; needs its
  /// `hosted_zone`.
  Value<std::string> domain_name = {};
  /// The environment variables, which are no place for secrets.
  Map<std::string> environment = {};
  /// Whether somebody may run commands in the container.
  Bool execute_command = false;
  /// The path that tells by a status of 200 whether a task is healthy.
  Value<std::string> health_check_path = "/";
  /// The zone of `domain_name`, which gets a record for IPv4.
  Link<const HostedZone> hosted_zone = {};
  /// The id of that zone, in place of `hosted_zone`.
  Value<std::string> hosted_zone_id = {};
  /// Whether the load balancer is reached from the internet.
  Bool internet_facing = false;
  /// How long the log group keeps events.
  Retention log_retention = RetentionDays::two_years;
  /// The environment variables that are secrets.
  Items<NamedContainerSecret> secrets = {};
  /// CPU units and memory in MiB of a task.
  FargateSize size = {256, 512};
  /// The VPC; the cluster's where it is left out.
  Link<const Vpc> vpc = {};
};

/// A service on Fargate with its load balancer in one go: a `Cluster` unless it is given one, a
/// `FargateTaskDefinition`, a `FargateService`, an `ApplicationLoadBalancer` with its
/// `ApplicationListener` and `TargetGroup`, and with a name AWS::Route53::RecordSet.
/// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/alb.html
class LoadBalancedFargateService final : public Construct, public Connectable, public Grantee {
 public:
  LoadBalancedFargateService(Attach at, const LoadBalancedFargateServiceProps& props);

  void add_to_policy(const PolicyStatement& statement) override;
  [[nodiscard]] Value<std::string> grantee_arn() const override;
  /// Those of the service.
  [[nodiscard]] Connections connections() override;
  /// Has the number of tasks follow the load.
  ServiceScaling& auto_scale(const ServiceScalingRange& range) {
    return service_->auto_scale(range);
  }

  /// Its address, with the name where it has one.
  [[nodiscard]] Value<std::string> url() const;
  /// The cluster.
  [[nodiscard]] Cluster& cluster() { return *cluster_; }
  /// The listener, e.g. for rules.
  [[nodiscard]] ApplicationListener& listener() { return *listener_; }
  /// The load balancer.
  [[nodiscard]] ApplicationLoadBalancer& load_balancer() { return *load_balancer_; }
  /// The service.
  [[nodiscard]] FargateService& service() { return *service_; }
  /// The target group.
  [[nodiscard]] TargetGroup& target_group() { return *target_group_; }
  /// What the tasks are made of, e.g. for further containers.
  [[nodiscard]] FargateTaskDefinition& task_definition() { return *task_definition_; }

 private:
  void make_record(const LoadBalancedFargateServiceProps& props);

  Cluster* cluster_;
  FargateTaskDefinition* task_definition_;
  FargateService* service_;
  ApplicationLoadBalancer* load_balancer_ = nullptr;
  TargetGroup* target_group_ = nullptr;
  ApplicationListener* listener_ = nullptr;
  Value<std::string> domain_name_;
  bool is_secure_;
};

}  // namespace omnitrack
