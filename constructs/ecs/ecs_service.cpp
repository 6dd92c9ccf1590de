#include "omnitrack/ecs/ecs_service.hpp"

#include <algorithm>
#include <string>

#include "../imported.hpp"
#include "../security_groups.hpp"
#include "task_network.hpp"
#include <omnitrack/cfn/ec2.hpp>
#include <omnitrack/cfn/ecs.hpp>
#include <omnitrack/codes.hpp>
#include <omnitrack/ec2/connections.hpp>
#include <omnitrack/efs/file_system.hpp>
#include <omnitrack/fn.hpp>
#include <omnitrack/iam/role.hpp>

namespace omnitrack {

namespace {

namespace service = cfn::ecs::service;

}  // namespace

EcsService::EcsService(Attach at, Cluster& cluster, TaskDefinition& task_definition,
                       const Items<Link<SecurityGroup>>& security_groups)
    : Construct(std::move(at)),
      cluster_(&cluster),
      task_definition_(&task_definition),
      security_groups_(security_groups) {}

EcsService::EcsService(Attach at, const ImportedEcsService& known)
    : Construct(std::move(at)),
      cluster_(known.cluster.get()),
      security_groups_(known.security_groups),
      arn_(stack().arn("ecs", concat("service/", cluster_->name(), "/", known.service_name))),
      name_(known.service_name) {}

void EcsService::make(const cfn::ecs::ServiceProps& props) {
  resource_ = &add(props);
  arn_ = resource_->ref();
  name_ = resource_->attr_name();
}

void EcsService::start(const EcsServiceParts& parts) {
  is_deployed_by_code_deploy_ = parts.deployed_by_code_deploy;
  executes_commands_ = parts.execute_command;
  if (parts.service_connect) connect(*parts.service_connect);
  if (parts.service_discovery) register_tasks(*parts.service_discovery);
  if (parts.execute_command) cluster_->grant_execute_command(task_definition_->task_role());
  if (!parts.wait_for_grants) return;
  resource_->depends_on(task_definition_->task_role());
  resource_->depends_on(task_definition_->execution_role());
}

void EcsService::check_name(const ClusterName& name) const {
  if (!name.is_broken()) return;
  error(codes::OT3411, "'" + std::string(name.text()) + "' is not a name for a service",
        "use 1 to 255 letters, digits, '-' and '_'");
}

void EcsService::check_deployment(std::int64_t min_healthy_percent,
                                  std::int64_t max_healthy_percent) const {
  const std::int64_t min = min_healthy_percent;
  const std::int64_t max = max_healthy_percent;
  if (min >= 0 && min <= 100 && max >= 100 && max <= 200 && min != max) return;
  error(codes::OT3422,
        "a deployment cannot have " + std::to_string(min) + " to " + std::to_string(max) +
            " percent of the tasks",
        "min_healthy_percent is 0 to 100, max_healthy_percent 100 to 200, and they differ");
}

void EcsService::place(const Link<const Vpc>& vpc, const List<cfn::ec2::SubnetId>& subnets,
                       bool assign_public_ip) {
  ecs::TaskNetwork network{.vpc = vpc.is_set() ? vpc.get() : cluster_->vpc(),
                           .subnets = subnets,
                           .security_groups = security_groups_};
  ecs::complete_network(network, *this, child("SecurityGroup"), "service");
  security_groups_ = network.security_groups;
  using Network = service::AwsVpcConfiguration;
  resource_->props.network_configuration = service::NetworkConfiguration{
      .awsvpc_configuration = Network{
          .assign_public_ip = assign_public_ip ? Network::AssignPublicIp::enabled
                                               : Network::AssignPublicIp::disabled,
          .security_groups = ids_of(network.security_groups),
          .subnets = network.subnets,
      }};
}

void EcsService::connect(const ServiceConnect& connect) {
  connect_ports_ = connect.ports;
  if (!connect.name_space.is_set() && !cluster_->is_imported() &&
      !cluster_->has_service_connect()) {
    error(codes::OT3423, "the service finds others in no namespace",
          "set `name_space`, or `service_namespace` of the cluster");
  }
  service::ServiceConnectConfiguration made{.enabled = true, .namespace_ = connect.name_space};
  if (connect.log) {
    task_definition_->log_group().grant_write(task_definition_->execution_role());
    made.log_configuration = service::LogConfiguration{
        .log_driver = "awslogs",
        .options = {{"awslogs-group", task_definition_->log_group().name()},
                    {"awslogs-region", stack().region()},
                    {"awslogs-stream-prefix", "service-connect"}},
    };
  }
  for (const ServiceConnectPort& each : connect.ports) {
    service::ServiceConnectService port{.port_name = each.port_name.text()};
    if (!each.discovery_name.empty()) port.discovery_name = each.discovery_name.text();
    if (each.idle_timeout.is_set() || each.per_request_timeout.is_set()) {
      port.timeout = service::TimeoutConfiguration{
          .idle_timeout_seconds = each.idle_timeout,
          .per_request_timeout_seconds = each.per_request_timeout,
      };
    }
    Value<std::int64_t> number = each.port.value();
    for (const Container& container : task_definition_->containers()) {
      for (const ContainerPortMapping& mapping : container.ports) {
        if (!number.is_set() && mapping.name == each.port_name) number = mapping.port.value();
      }
    }
    if (number.is_set()) {
      service::ServiceConnectClientAlias alias{.port = number};
      if (!each.dns_name.empty()) alias.dns_name = each.dns_name.text();
      port.client_aliases = {alias};
    }
    made.services.add(port);
  }
  resource_->props.service_connect_configuration = made;
}

void EcsService::check_ports() const {
  for (const ServiceConnectPort& each : connect_ports_) {
    bool is_there = false;
    for (const Container& container : task_definition_->containers()) {
      for (const ContainerPortMapping& mapping : container.ports) {
        is_there = is_there || mapping.name == each.port_name;
      }
    }
    if (is_there) continue;
    error(codes::OT3423,
          "no container has a port of the name '" + std::string(each.port_name) + "'",
          "give the port of the container that `name`");
  }
}

ServiceScaling& EcsService::auto_scale(const ServiceScalingRange& range) {
  if (scaling_ != nullptr) {
    error(codes::OT3424, "the service is scaled twice", "go on with what the first call gave");
    return *scaling_;
  }
  if (resource_ != nullptr && resource_->props.scheduling_strategy.is_set()) {
    error(codes::OT3424, "the service is scaled, and a daemon has one task on each instance",
          "scale the instances, or leave `daemon` out");
  }
  if (resource_ != nullptr && resource_->props.desired_count.is_set()) {
    error(codes::OT3424,
          "the service is scaled, and each deployment would set its tasks to `desired_count`",
          "leave `desired_count` out");
  }
  scaling_ = &add(ServiceScalingProps{
      .id = child("Scaling"),
      .range = range,
      .resource_id = concat("service/", cluster_->name(), "/", name_),
  });
  return *scaling_;
}

void EcsService::finish() {
  if (task_definition_ == nullptr || resource_ == nullptr) return;
  check_ports();
  // Capacity that is still used cannot be taken away.
  if (const Construct* capacity = cluster_->capacity()) resource_->depends_on(*capacity);
  for (const TaskVolume& volume : task_definition_->volumes()) {
    if (volume.file_system() == nullptr) continue;
    volume.file_system()->connections().allow_from(*this);
    volume.file_system()->make_wait(*resource_);
  }
  if (!executes_commands_) return;
  for (const Container& container : task_definition_->containers()) {
    if (!container.read_only_root) continue;
    error(codes::OT3426,
          "commands cannot be run in the container '" + std::string(container.name.text()) +
              "', whose file system cannot be written",
          "leave out `read_only_root` or `execute_command`");
  }
}

void EcsService::add_to_policy(const PolicyStatement& statement) {
  if (task_definition_ == nullptr) {
    refuse_of_imported(*this, "its role");
    return;
  }
  task_definition_->add_to_policy(statement);
}

Value<std::string> EcsService::grantee_arn() const {
  if (task_definition_ != nullptr) return task_definition_->grantee_arn();
  refuse_of_imported(*this, "its role");
  return arn_;
}

Metric EcsService::metric(std::string_view metric_name) const {
  return MetricProps{.name_space = "AWS/ECS",
                     .metric_name = metric_name,
                     .dimensions = {{"ClusterName", cluster_->name()}, {"ServiceName", name()}}};
}

cfn::ecs::Service& EcsService::resource() {
  if (resource_ == nullptr) {
    refuse_of_imported(*this, "resource()");
    resource_ = &add(cfn::ecs::ServiceProps{.id = primary()});
  }
  return *resource_;
}

}  // namespace omnitrack
