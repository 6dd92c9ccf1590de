#include "container_definition.hpp"

#include <string>

#include <omnitrack/fn.hpp>
#include <omnitrack/logs/log_group.hpp>
#include <omnitrack/s3/bucket.hpp>

namespace omnitrack::ecs {

namespace task_definition = cfn::ecs::task_definition;

namespace {

List<task_definition::Secret> secret_list(const Items<NamedContainerSecret>& secrets) {
  List<task_definition::Secret> list;
  for (const NamedContainerSecret& each : secrets) {
    list.add(
        task_definition::Secret{.name = each.name.text(), .value_from = each.secret.value_from()});
  }
  return list;
}

List<task_definition::KeyValuePair> environment_list(const Map<std::string>& environment) {
  List<task_definition::KeyValuePair> list;
  const Node& node = environment.node();
  for (std::uint32_t i = 0; node.kind == NodeKind::object && i < node.size; ++i) {
    list.add(task_definition::KeyValuePair{
        .name = node.fields[i].key, .value = Value<std::string>::from_node(node.fields[i].value)});
  }
  return list;
}

List<task_definition::ContainerDependency> dependency_list(
    const Items<ContainerDependency>& dependencies) {
  using Dependency = task_definition::ContainerDependency;
  constexpr std::string_view names[] = {"START", "COMPLETE", "SUCCESS", "HEALTHY"};
  List<Dependency> list;
  for (const ContainerDependency& each : dependencies) {
    list.add(Dependency{
        .condition = as<Dependency::Condition>(names[static_cast<std::size_t>(each.condition)]),
        .container_name = each.container.text()});
  }
  return list;
}

List<task_definition::PortMapping> port_list(const Items<ContainerPortMapping>& ports) {
  using Mapping = task_definition::PortMapping;
  constexpr std::string_view app_names[] = {"http", "http2", "grpc"};
  List<Mapping> list;
  for (const ContainerPortMapping& each : ports) {
    Mapping mapping{
        .container_port = each.port.value(),
        .protocol =
            each.protocol == PortProtocol::tcp ? Mapping::Protocol::tcp : Mapping::Protocol::udp,
    };
    if (each.host_port.is_set()) mapping.host_port = each.host_port.value();
    if (!each.name.empty()) mapping.name = each.name.text();
    if (each.app_protocol) {
      mapping.app_protocol =
          as<Mapping::AppProtocol>(app_names[static_cast<std::size_t>(*each.app_protocol)]);
    }
    list.add(mapping);
  }
  return list;
}

List<task_definition::Ulimit> ulimit_list(const Items<ContainerUlimit>& ulimits) {
  constexpr std::string_view names[] = {"core",    "cpu",      "data",   "fsize",      "locks",
                                        "memlock", "msgqueue", "nice",   "nofile",     "nproc",
                                        "rss",     "rtprio",   "rttime", "sigpending", "stack"};
  List<task_definition::Ulimit> list;
  for (const ContainerUlimit& each : ulimits) {
    list.add(task_definition::Ulimit{
        .hard_limit = each.hard_limit,
        .name = as<task_definition::Ulimit::Name>(names[static_cast<std::size_t>(each.name)]),
        .soft_limit = each.soft_limit});
  }
  return list;
}

Value<task_definition::LogConfiguration> log_configuration(const Container& container,
                                                           const LogGroup* log_group,
                                                           const Value<std::string>& region) {
  switch (container.log.kind()) {
    case ContainerLog::Kind::aws_logs:
      return task_definition::LogConfiguration{
          .log_driver = "awslogs",
          .options = {{"awslogs-group", log_group->name()},
                      {"awslogs-region", region},
                      {"awslogs-stream-prefix", container.name.value()}},
      };
    case ContainerLog::Kind::firelens:
      return task_definition::LogConfiguration{
          .log_driver = "awsfirelens",
          .options = container.log.options(),
          .secret_options = secret_list(container.log.secret_options()),
      };
    case ContainerLog::Kind::none:
      break;
  }
  return {};
}

Value<task_definition::LinuxParameters> linux_parameters(const Container& container) {
  if (!container.init_process && !container.drop_capabilities.is_set()) return {};
  task_definition::LinuxParameters parameters;
  if (container.init_process) parameters.init_process_enabled = true;
  if (container.drop_capabilities.is_set()) {
    parameters.capabilities =
        task_definition::KernelCapabilities{.drop = container.drop_capabilities};
  }
  return parameters;
}

}  // namespace

task_definition::ContainerDefinition container_definition(const Container& container,
                                                          const LogGroup* log_group,
                                                          const Value<std::string>& region) {
  task_definition::ContainerDefinition made{
      .image = container.image.uri(),
      .name = container.name.value(),
      .command = container.command,
      .cpu = container.cpu,
      .depends_on = dependency_list(container.depends_on),
      .docker_labels = container.docker_labels,
      .entry_point = container.entry_point,
      .environment = environment_list(container.environment),
      .essential = bool(container.essential),
      .linux_parameters = linux_parameters(container),
      .log_configuration = log_configuration(container, log_group, region),
      .memory = container.memory,
      .memory_reservation = container.memory_reservation,
      .port_mappings = port_list(container.ports),
      .secrets = secret_list(container.secrets),
      .start_timeout = container.start_timeout,
      .stop_timeout = container.stop_timeout.value(),
      .ulimits = ulimit_list(container.ulimits),
      .user = container.user,
      .working_directory = container.working_directory,
  };
  for (const ContainerEnvironmentFile& each : container.environment_files) {
    made.environment_files.add(
        task_definition::EnvironmentFile{.type = task_definition::EnvironmentFile::Type::s3,
                                         .value = concat(each.bucket->arn(), "/", each.key)});
  }
  if (container.health_check) {
    made.health_check = task_definition::HealthCheck{
        .command = container.health_check->command,
        .interval = container.health_check->interval.value(),
        .retries = container.health_check->retries.value(),
        .start_period = container.health_check->start_period.value(),
        .timeout = container.health_check->timeout.value(),
    };
  }
  for (const ContainerMount& each : container.mounts) {
    made.mount_points.add(task_definition::MountPoint{.container_path = each.path.text(),
                                                      .read_only = bool(each.read_only),
                                                      .source_volume = each.volume.text()});
  }
  if (container.gpus.is_set()) {
    using Requirement = task_definition::ResourceRequirement;
    made.resource_requirements = {Requirement{.type = Requirement::Type::gpu,
                                              .value = std::to_string(container.gpus.number())}};
  }
  if (container.privileged) made.privileged = true;
  if (container.pseudo_terminal) made.pseudo_terminal = true;
  if (container.read_only_root) made.readonly_root_filesystem = true;
  if (container.image.credentials().is_set()) {
    made.repository_credentials = task_definition::RepositoryCredentials{
        .credentials_parameter = container.image.credentials()};
  }
  if (container.restart) {
    made.restart_policy = task_definition::RestartPolicy{.enabled = true};
  }
  if (container.router) {
    using Router = task_definition::FirelensConfiguration;
    made.firelens_configuration =
        Router{.type = *container.router == LogRouter::fluent_bit ? Router::Type::fluentbit
                                                                  : Router::Type::fluentd};
  }
  return made;
}

}  // namespace omnitrack::ecs
