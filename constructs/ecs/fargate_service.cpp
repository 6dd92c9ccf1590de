#include "omnitrack/ecs/fargate_service.hpp"

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

/// What a service that is made elsewhere is made of.
struct ImportedFargateServiceProps {
  using Makes = FargateService;
  Id id;
  ImportedFargateService known;
};

namespace {

namespace service = cfn::ecs::service;

service::DeploymentConfiguration deployment_of(const FargateServiceProps& props) {
  service::DeploymentConfiguration made{
      .maximum_percent = props.max_healthy_percent,
      .minimum_healthy_percent = props.min_healthy_percent,
  };
  // https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-type-bluegreen.html
  if (props.deployed_by_code_deploy) return made;
  if (props.circuit_breaker) {
    made.deployment_circuit_breaker =
        service::DeploymentCircuitBreaker{.enable = true, .rollback = true};
  }
  if (props.deployment_alarms.is_set()) {
    made.alarms = service::DeploymentAlarms{
        .alarm_names = props.deployment_alarms, .enable = true, .rollback = true};
  }
  return made;
}

cfn::ecs::ServiceProps service_props(const Id& id, const FargateServiceProps& props) {
  using Made = cfn::ecs::ServiceProps;
  Made made{
      .id = id,
      .availability_zone_rebalancing =
          props.availability_zone_rebalancing && !props.deployed_by_code_deploy
              ? Made::AvailabilityZoneRebalancing::enabled
              : Made::AvailabilityZoneRebalancing::disabled,
      .cluster = props.cluster->name(),
      .deployment_configuration = deployment_of(props),
      .desired_count = props.desired_count,
      .enable_ecs_managed_tags = true,
      .health_check_grace_period_seconds = props.health_check_grace_period,
      .platform_version = props.platform_version,
      .service_name = props.service_name.value(),
      .task_definition = props.task_definition->arn(),
  };
  for (const CapacityProviderShare& share : props.capacity_provider_strategies) {
    made.capacity_provider_strategy.add(service::CapacityProviderStrategyItem{
        .base = share.base, .capacity_provider = share.provider, .weight = share.weight});
  }
  if (props.capacity_provider_strategies.empty()) made.launch_type = Made::LaunchType::fargate;
  if (props.deployed_by_code_deploy) {
    made.deployment_controller =
        service::DeploymentController{.type = service::DeploymentController::Type::code_deploy};
  }
  if (props.execute_command) made.enable_execute_command = true;
  if (props.propagate_tags != TaskTags::none) {
    made.propagate_tags = props.propagate_tags == TaskTags::service
                              ? Made::PropagateTags::service
                              : Made::PropagateTags::task_definition;
  }
  return made;
}

}  // namespace

FargateService::FargateService(Attach at, const FargateServiceProps& props)
    : Construct(std::move(at)),
      cluster_(props.cluster.get()),
      task_definition_(props.task_definition.get()),
      security_groups_(props.security_groups),
      executes_commands_(props.execute_command),
      is_deployed_by_code_deploy_(props.deployed_by_code_deploy),
      resource_(&add(service_props(primary(), props))),
      arn_(resource_->ref()),
      name_(resource_->attr_name()) {
  check(props);
  place(props);
  if (props.service_connect) connect(*props.service_connect);
  if (props.service_discovery) register_tasks(*props.service_discovery);
  if (props.execute_command) cluster_->grant_execute_command(task_definition_->task_role());
  if (!props.wait_for_grants) return;
  resource_->depends_on(task_definition_->task_role());
  resource_->depends_on(task_definition_->execution_role());
}

FargateService::FargateService(Attach at, const ImportedFargateServiceProps& props)
    : Construct(std::move(at)),
      cluster_(props.known.cluster.get()),
      security_groups_(props.known.security_groups),
      arn_(stack().arn("ecs", concat("service/", cluster_->name(), "/", props.known.service_name))),
      name_(props.known.service_name) {}

FargateService& FargateService::from_attributes(Construct& scope, const Id& id,
                                                const ImportedFargateService& known) {
  return scope.add(ImportedFargateServiceProps{.id = id, .known = known});
}

void FargateService::check(const FargateServiceProps& props) const {
  if (props.service_name.is_broken()) {
    error(codes::OT3411,
          "'" + std::string(props.service_name.text()) + "' is not a name for a service",
          "use 1 to 255 letters, digits, '-' and '_'");
  }
  const std::int64_t min = props.min_healthy_percent;
  const std::int64_t max = props.max_healthy_percent;
  if (min < 0 || min > 100 || max < 100 || max > 200 || min == max) {
    error(codes::OT3422,
          "a deployment cannot have " + std::to_string(min) + " to " + std::to_string(max) +
              " percent of the tasks",
          "min_healthy_percent is 0 to 100, max_healthy_percent 100 to 200, and they differ");
  }
  if (props.deployed_by_code_deploy && props.deployment_alarms.is_set()) {
    error(codes::OT3429, "CodeDeploy deploys the service, which has alarms of its own",
          "give the alarms to the `EcsDeploymentGroup`");
  }
  if (props.availability_zone_rebalancing && max == 100) {
    error(codes::OT3422, "tasks cannot be moved between zones where there are 100 percent at most",
          "raise max_healthy_percent, or turn availability_zone_rebalancing off");
  }
}

void FargateService::place(const FargateServiceProps& props) {
  ecs::TaskNetwork network{.vpc = props.vpc.is_set() ? props.vpc.get() : cluster_->vpc(),
                           .subnets = props.subnets,
                           .security_groups = security_groups_};
  ecs::complete_network(network, *this, child("SecurityGroup"), "service");
  security_groups_ = network.security_groups;
  using Network = service::AwsVpcConfiguration;
  resource_->props.network_configuration = service::NetworkConfiguration{
      .awsvpc_configuration = Network{
          .assign_public_ip = props.assign_public_ip ? Network::AssignPublicIp::enabled
                                                     : Network::AssignPublicIp::disabled,
          .security_groups = ids_of(network.security_groups),
          .subnets = network.subnets,
      }};
}

void FargateService::connect(const ServiceConnect& connect) {
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

void FargateService::check_ports() const {
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

void FargateService::attach_to(TargetGroup& group) {
  const Container* container = task_definition().default_container();
  attach_to(group, container == nullptr ? std::string_view() : container->name.text());
}

void FargateService::attach_to(TargetGroup& group, std::string_view container,
                               const ContainerPort& port) {
  if (resource_ == nullptr) {
    refuse_of_imported(*this, "attach_to()");
    return;
  }
  if (group.target_type() != TargetType::ip) {
    error(codes::OT3421, "tasks on Fargate cannot be in a target group of another type than ip",
          "set TargetType::ip");
    return;
  }
  const auto& containers = task_definition_->containers();
  const auto found = std::find_if(containers.begin(), containers.end(), [&](const Container& each) {
    return each.name.text() == container;
  });
  ContainerPort known = port;
  if (!known.is_set() && found != containers.end() && !found->ports.empty()) {
    known = found->ports[0].port;
  }
  if (found == containers.end() || !known.is_set()) {
    error(codes::OT3421,
          "requests cannot go to '" + std::string(container) +
              "', which is no container of the task with a port",
          "name a container that has `ports`");
    return;
  }
  resource_->props.load_balancers.add(service::LoadBalancer{
      .container_name = container,
      .container_port = known.value(),
      .target_group_arn = group.arn(),
  });
  if (!resource_->props.health_check_grace_period_seconds.is_set()) {
    resource_->props.health_check_grace_period_seconds = 60;
  }
  group.add_client(*this, static_cast<std::uint16_t>(known.number()), resource_);
}

ServiceScaling& FargateService::auto_scale(const ServiceScalingRange& range) {
  if (scaling_ != nullptr) {
    error(codes::OT3424, "the service is scaled twice", "go on with what the first call gave");
    return *scaling_;
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

void FargateService::finish() {
  if (task_definition_ == nullptr || resource_ == nullptr) return;
  check_ports();
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

void FargateService::add_to_policy(const PolicyStatement& statement) {
  if (task_definition_ == nullptr) {
    refuse_of_imported(*this, "its role");
    return;
  }
  task_definition_->add_to_policy(statement);
}

Value<std::string> FargateService::grantee_arn() const {
  if (task_definition_ != nullptr) return task_definition_->grantee_arn();
  refuse_of_imported(*this, "its role");
  return arn_;
}

Connections FargateService::connections() {
  Optional<Port> port;
  const Container* container =
      task_definition_ == nullptr ? nullptr : task_definition_->default_container();
  if (container != nullptr && !container->ports.empty()) {
    const ContainerPortMapping& mapping = container->ports[0];
    const auto number = static_cast<std::uint16_t>(mapping.port.number());
    port = mapping.protocol == PortProtocol::udp ? Port::udp(number) : Port::tcp(number);
  }
  return {*this, security_groups_, port};
}

Metric FargateService::metric(std::string_view metric_name) const {
  return MetricProps{.name_space = "AWS/ECS",
                     .metric_name = metric_name,
                     .dimensions = {{"ClusterName", cluster_->name()}, {"ServiceName", name()}}};
}

FargateTaskDefinition& FargateService::task_definition() {
  if (task_definition_ == nullptr) {
    refuse_of_imported(*this, "task_definition()");
    task_definition_ = &add(FargateTaskDefinitionProps{.id = child("TaskDefinition")});
  }
  return *task_definition_;
}

cfn::ecs::Service& FargateService::resource() {
  if (resource_ == nullptr) {
    refuse_of_imported(*this, "resource()");
    resource_ = &add(cfn::ecs::ServiceProps{.id = primary()});
  }
  return *resource_;
}

}  // namespace omnitrack
