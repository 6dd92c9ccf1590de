#include "omnitrack/ecs/load_balanced_fargate_service.hpp"

#include <string>

#include <omnitrack/cfn/certificatemanager.hpp>
#include <omnitrack/cfn/route53.hpp>
#include <omnitrack/codes.hpp>
#include <omnitrack/ec2/connections.hpp>
#include <omnitrack/ec2/vpc.hpp>
#include <omnitrack/fn.hpp>
#include <omnitrack/route53/hosted_zone.hpp>

namespace omnitrack {

namespace {

Container web_container(const LoadBalancedFargateServiceProps& props) {
  return {
      .name = "web",
      .image = props.image,
      .environment = props.environment,
      .ports = {{.port = props.container_port}},
      .secrets = props.secrets,
  };
}

}  // namespace

LoadBalancedFargateService::LoadBalancedFargateService(Attach at,
                                                       const LoadBalancedFargateServiceProps& props)
    : Construct(std::move(at)),
      cluster_(props.cluster.is_set()
                   ? props.cluster.get()
                   : &add(ClusterProps{.id = child("Cluster"), .vpc = props.vpc})),
      task_definition_(&add(FargateTaskDefinitionProps{
          .id = child("TaskDefinition"),
          .containers = {web_container(props)},
          .cpu_architecture = props.cpu_architecture,
          .log_retention = props.log_retention,
          .size = props.size,
      })),
      service_(&add(FargateServiceProps{
          .id = child("Service"),
          .cluster = *cluster_,
          .task_definition = *task_definition_,
          .desired_count = props.desired_count,
          .execute_command = props.execute_command,
          .vpc = props.vpc,
      })),
      domain_name_(props.domain_name),
      is_secure_(props.certificate.is_set()) {
  const Vpc* vpc = props.vpc.is_set() ? props.vpc.get() : cluster_->vpc();
  // The service reports that there is no VPC; the rest is made as well as it can be.
  if (vpc == nullptr) {
    vpc = &Vpc::from_ids(*this, child("Vpc"),
                         {.vpc_id = "vpc-00000000",
                          .private_subnets = {"subnet-00000000"},
                          .public_subnets = {"subnet-00000000"}});
  }
  load_balancer_ = &add(ApplicationLoadBalancerProps{
      .id = child("LoadBalancer"),
      .vpc = *vpc,
      .internet_facing = props.internet_facing,
  });
  target_group_ = &add(TargetGroupProps{
      .id = child("TargetGroup"),
      .health_check = {.path = props.health_check_path},
      .port = props.container_port.value(),
      .vpc = *vpc,
  });
  if (props.vpc.is_set() || cluster_->vpc() != nullptr) target_group_->add_target(*service_);
  ApplicationListenerProps listener{
      .id = child("Listener"),
      .default_action = ListenerAction::forward(*target_group_),
      .load_balancer = *load_balancer_,
  };
  if (is_secure_) {
    listener.certificates = {props.certificate};
    props.certificate.check_covers(*this, props.domain_name);
  } else {
    listener.protocol = ListenerProtocol::http;
    if (props.internet_facing) {
      warning(codes::OT3439, "the internet reaches the service by HTTP, which is not encrypted",
              "give it a `certificate`");
    }
  }
  listener_ = &add(listener);
  make_record(props);
}

void LoadBalancedFargateService::make_record(const LoadBalancedFargateServiceProps& props) {
  const bool has_zone = props.hosted_zone.is_set() || props.hosted_zone_id.is_set();
  if (props.hosted_zone.is_set() && props.hosted_zone_id.is_set()) {
    error(codes::OT3428, "the name has a hosted zone and the id of one",
          "leave `hosted_zone_id` out");
  }
  if (props.domain_name.is_set() != has_zone) {
    error(codes::OT3428, "a name needs its hosted zone, and a hosted zone a name",
          "set both `domain_name` and `hosted_zone`, or neither");
  }
  if (!props.domain_name.is_set() || !has_zone) return;
  const HostedZone* zone = props.hosted_zone.get();
  if (zone != nullptr && !zone->check_holds(*this, props.domain_name)) return;
  add(cfn::route53::RecordSetProps{
      .id = child("Record"),
      .name = props.domain_name,
      .type = "A",
      .alias_target =
          cfn::route53::record_set::AliasTarget{
              .dns_name = load_balancer_->dns_name(),
              .hosted_zone_id = load_balancer_->canonical_hosted_zone_id(),
          },
      .hosted_zone_id = zone != nullptr ? zone->zone_id() : props.hosted_zone_id,
  });
}

void LoadBalancedFargateService::add_to_policy(const PolicyStatement& statement) {
  service_->add_to_policy(statement);
}

Value<std::string> LoadBalancedFargateService::grantee_arn() const {
  return service_->grantee_arn();
}

Connections LoadBalancedFargateService::connections() { return service_->connections(); }

Value<std::string> LoadBalancedFargateService::url() const {
  return concat(is_secure_ ? "https://" : "http://",
                domain_name_.is_set() ? domain_name_ : load_balancer_->dns_name());
}

}  // namespace omnitrack
