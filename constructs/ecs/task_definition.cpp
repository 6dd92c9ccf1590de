#include "omnitrack/ecs/task_definition.hpp"

#include <algorithm>
#include <string>

#include "../check_number.hpp"
#include "../in_tree.hpp"
#include "container_definition.hpp"
#include <omnitrack/cfn/efs.hpp>
#include <omnitrack/codes.hpp>
#include <omnitrack/ecs/cluster.hpp>
#include <omnitrack/efs/file_system.hpp>
#include <omnitrack/fn.hpp>
#include <omnitrack/iam/role.hpp>
#include <omnitrack/s3/bucket.hpp>

namespace omnitrack {

namespace {

namespace task_definition = cfn::ecs::task_definition;

constexpr std::string_view systems[] = {"LINUX", "WINDOWS_SERVER_2019_CORE",
                                        "WINDOWS_SERVER_2019_FULL", "WINDOWS_SERVER_2022_CORE",
                                        "WINDOWS_SERVER_2022_FULL"};

RoleProps execution_role_props(const Id& id) {
  return {.id = id, .assumed_by = PolicyPrincipal::service("ecs-tasks.amazonaws.com")};
}

// Only tasks of this account and region.
// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html
RoleProps task_role_props(const Id& id, const Stack& stack) {
  return {
      .id = id,
      .assumed_by = PolicyPrincipal::service("ecs-tasks.amazonaws.com"),
      .assume_conditions = {{"ArnLike", Json::object({{"aws:SourceArn", stack.arn("ecs", "*")}})},
                            {"StringEquals",
                             Json::object({{"aws:SourceAccount", stack.account()}})}},
  };
}

task_definition::RuntimePlatform runtime_platform(const TaskDefinitionParts& parts) {
  using Platform = task_definition::RuntimePlatform;
  return {
      .cpu_architecture = parts.cpu_architecture == CpuArchitecture::arm64
                              ? Platform::CpuArchitecture::arm64
                              : Platform::CpuArchitecture::x86_64,
      .operating_system_family = as<Platform::OperatingSystemFamily>(
          systems[static_cast<std::size_t>(parts.operating_system)]),
  };
}

// What `docker build` calls the system and the processor.
std::string_view platform_of(const TaskDefinitionParts& parts) {
  const bool is_arm = parts.cpu_architecture == CpuArchitecture::arm64;
  if (parts.operating_system == TaskOperatingSystem::linux_) {
    return is_arm ? "linux/arm64" : "linux/amd64";
  }
  return is_arm ? "windows/arm64" : "windows/amd64";
}

// A secret can be attached to its database after the container is added; until it is, its value has
// no host.
void wait_for_secrets(Construct& task_definition, const Container& container) {
  for (const NamedContainerSecret& each : container.secrets) {
    each.secret.make_wait(task_definition);
  }
  for (const NamedContainerSecret& each : container.log.secret_options()) {
    each.secret.make_wait(task_definition);
  }
}

}  // namespace

TaskDefinition::TaskDefinition(Attach at, const TaskDefinitionParts& parts)
    : Construct(std::move(at)),
      log_retention_(parts.log_retention),
      log_group_(parts.log_group.is_set() ? &in_tree(*parts.log_group) : nullptr),
      platform_(platform_of(parts)),
      task_role_(parts.task_role.is_set() ? &parts.task_role->used_by(*this, child("TaskRole"))
                                          : &add(task_role_props(child("TaskRole"), stack()))),
      execution_role_(parts.execution_role.is_set()
                          ? &parts.execution_role->used_by(*this, child("ExecutionRole"))
                          : &add(execution_role_props(child("ExecutionRole")))),
      resource_(&add(cfn::ecs::TaskDefinitionProps{
          .id = primary(),
          .family = parts.family.value(),
          .runtime_platform = runtime_platform(parts),
      })) {
  resource_->props.execution_role_arn = execution_role_->arn();
  resource_->props.task_role_arn = task_role_->arn();
  if (parts.family.is_broken()) {
    error(codes::OT3411,
          "'" + std::string(parts.family.text()) + "' is not a name for task definitions",
          "use 1 to 255 letters, digits, '-' and '_'");
  }
}

void TaskDefinition::add_all(const Items<TaskVolume>& volumes, const Items<Container>& containers) {
  for (const TaskVolume& volume : volumes) add_volume(volume);
  for (const Container& container : containers) add_container(container);
}

LogGroup& TaskDefinition::log_group() {
  if (log_group_ == nullptr) {
    log_group_ = &add(LogGroupProps{.id = child("LogGroup"), .retention = log_retention_});
  }
  return *log_group_;
}

void TaskDefinition::add_container(const Container& given) {
  check(given);
  check_capacity_of(given);
  Container container = given;
  container.image =
      given.image.in(*this, child(std::string(given.name.text()) + "Image"), platform_);
  const bool logs_here = container.log.kind() == ContainerLog::Kind::aws_logs;
  resource_->props.container_definitions.add(
      ecs::container_definition(container, logs_here ? &log_group() : nullptr, stack().region()));
  allow_start(container);
  containers_.push_back(container);
}

void TaskDefinition::allow_start(const Container& container) {
  container.image.grant_pull(*execution_role_);
  if (container.log.kind() == ContainerLog::Kind::aws_logs) {
    log_group().grant_write(*execution_role_);
  }
  for (const NamedContainerSecret& each : container.secrets) {
    each.secret.grant_read(*execution_role_);
  }
  for (const NamedContainerSecret& each : container.log.secret_options()) {
    each.secret.grant_read(*execution_role_);
  }
  for (const ContainerEnvironmentFile& each : container.environment_files) {
    execution_role_->add_to_policy(
        {.actions = {"s3:GetObject"}, .resources = {concat(each.bucket->arn(), "/", each.key)}});
    execution_role_->add_to_policy(
        {.actions = {"s3:GetBucketLocation"}, .resources = {each.bucket->arn()}});
  }
}

void TaskDefinition::add_volume(const TaskVolume& volume) {
  task_definition::Volume made{.name = volume.name().text()};
  if (!volume.host_path().empty()) {
    made.host = task_definition::HostVolumeProperties{.source_path = volume.host_path().text()};
  }
  if (volume.file_system() != nullptr) {
    using Efs = task_definition::EFSVolumeConfiguration;
    using Authorization = task_definition::AuthorizationConfig;
    Authorization authorization{.iam = Authorization::IAM::enabled};
    Efs efs{.filesystem_id = volume.file_system()->file_system_id(),
            .transit_encryption = Efs::TransitEncryption::enabled};
    if (const AccessPoint* point = volume.access_point()) {
      authorization.access_point_id = point->access_point_id();
      if (volume.is_read_only()) {
        point->grant_read(*task_role_);
      } else {
        point->grant_read_write(*task_role_);
      }
    } else if (volume.is_read_only()) {
      volume.file_system()->grant_read(*task_role_);
    } else {
      volume.file_system()->grant_read_write(*task_role_);
    }
    efs.authorization_config = authorization;
    if (!volume.root_directory().empty()) efs.root_directory = volume.root_directory().text();
    made.efs_volume_configuration = efs;
  }
  resource_->props.volumes.add(made);
  volumes_.push_back(volume);
}

void TaskDefinition::check(const Container& container) const {
  const std::string name(container.name.text());
  if (container.name.is_broken()) {
    error(codes::OT3411, "'" + name + "' is not a name for a container",
          "use 1 to 255 letters, digits, '-' and '_'");
  }
  const auto is_same = [&](const Container& other) { return other.name.text() == name; };
  if (!name.empty() && std::any_of(containers_.begin(), containers_.end(), is_same)) {
    error(codes::OT3412, "two containers are named '" + name + "'",
          "give one of them another name");
  }
  const auto check_number = [this](const auto& number, const char* what, const char* bounds) {
    omnitrack::check_number(*this, codes::OT3415, number, what, bounds);
  };
  check_number(container.stop_timeout, "stop_timeout", "0 to 120 seconds");
  check_number(container.gpus, "gpus", "1 to 16");
  for (const ContainerPortMapping& each : container.ports) {
    check_number(each.port, "port", "1 to 65535");
    check_number(each.host_port, "host_port", "1 to 65535");
    if (each.port.is_set()) continue;
    error(codes::OT3415, "a port of the container '" + name + "' has no number",
          "set `port`, 1 to 65535");
  }
  if (container.health_check) {
    check_number(container.health_check->interval, "interval", "5 to 300 seconds");
    check_number(container.health_check->retries, "retries", "1 to 10");
    check_number(container.health_check->start_period, "start_period", "0 to 300 seconds");
    check_number(container.health_check->timeout, "timeout", "2 to 60 seconds");
  }
}

// What containers name can be added after them.
void TaskDefinition::check_names() const {
  const auto has_container = [this](std::string_view name) {
    return std::any_of(containers_.begin(), containers_.end(), [&](const Container& container) {
      return container.name.text() == name || !container.name.is_text();
    });
  };
  const auto has_volume = [this](std::string_view name) {
    return std::any_of(volumes_.begin(), volumes_.end(),
                       [&](const TaskVolume& volume) { return volume.name() == name; });
  };
  for (const Container& container : containers_) {
    const std::string name(container.name.text());
    for (const ContainerDependency& each : container.depends_on) {
      if (has_container(each.container) && each.container != name) continue;
      error(codes::OT3413,
            "the container '" + name + "' depends on '" + std::string(each.container) +
                "', which is not another container of the task",
            "name one of the task's other containers");
    }
    for (const ContainerMount& each : container.mounts) {
      if (has_volume(each.volume)) continue;
      error(codes::OT3414,
            "the container '" + name + "' mounts '" + std::string(each.volume) +
                "', which is no volume of the task",
            "add it to `volumes`");
    }
  }
}

std::int64_t TaskDefinition::kept_memory() const {
  std::int64_t memory = 0;
  for (const Container& container : containers_) {
    const Value<std::int64_t>& kept =
        container.memory_reservation.is_set() ? container.memory_reservation : container.memory;
    if (kept.node().kind == NodeKind::integer) memory += kept.node().integer;
  }
  return memory;
}

void TaskDefinition::finish() {
  for (const Container& container : containers_) wait_for_secrets(*resource_, container);
  const auto is_essential = [](const Container& container) { return bool(container.essential); };
  if (std::none_of(containers_.begin(), containers_.end(), is_essential)) {
    error(codes::OT3416, "the task has no essential container",
          "add a container, or leave `essential` out of one");
  }
  check_names();
}

void TaskDefinition::add_to_policy(const PolicyStatement& statement) {
  task_role_->add_to_policy(statement);
}

Value<std::string> TaskDefinition::grantee_arn() const { return task_role_->arn(); }

void TaskDefinition::grant_run(Grantee& grantee, const Link<const Cluster>& cluster) const {
  Map<Json> conditions;
  if (cluster.is_set()) {
    conditions = {{"ArnEquals", Json::object({{"ecs:cluster", cluster->arn()}})}};
  }
  grantee.add_to_policy(
      {.actions = {"ecs:RunTask"}, .conditions = conditions, .resources = {arn()}});
  for (Role* role : {execution_role_, task_role_}) {
    role->grant_pass_role(grantee, "ecs-tasks.amazonaws.com");
  }
}

const Container* TaskDefinition::default_container() const {
  for (const Container& container : containers_) {
    if (container.essential && !container.ports.empty()) return &container;
  }
  return containers_.empty() ? nullptr : &containers_.front();
}

Value<cfn::ecs::TaskDefinitionArn> TaskDefinition::arn() const { return resource_->ref(); }

}  // namespace omnitrack
