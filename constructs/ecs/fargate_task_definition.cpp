#include "omnitrack/ecs/fargate_task_definition.hpp"

#include <string>

#include "ecs_checks.hpp"
#include <omnitrack/cfn/ecs.hpp>
#include <omnitrack/codes.hpp>

namespace omnitrack {

FargateTaskDefinition::FargateTaskDefinition(Attach at, const FargateTaskDefinitionProps& props)
    : TaskDefinition(std::move(at), ecs::parts_of(props)), size_(props.size) {
  using Made = cfn::ecs::TaskDefinitionProps;
  Made& made = resource().props;
  made.cpu = std::to_string(props.size.cpu());
  made.memory = std::to_string(props.size.memory());
  made.network_mode = Made::NetworkMode::awsvpc;
  made.requires_compatibilities = {Made::RequiresCompatibilities::fargate};
  if (props.ephemeral_storage.is_set()) {
    made.ephemeral_storage = cfn::ecs::task_definition::EphemeralStorage{
        .size_in_gi_b = props.ephemeral_storage.value()};
  }
  if (props.share_processes) made.pid_mode = Made::PidMode::task;
  check(props);
  add_all(props.volumes, props.containers);
}

void FargateTaskDefinition::check(const FargateTaskDefinitionProps& props) const {
  if (props.size.is_broken()) {
    error(codes::OT3410,
          "Fargate offers no " + std::to_string(props.size.cpu()) + " CPU units with " +
              std::to_string(props.size.memory()) + " MiB",
          "take e.g. 256 with 512, 1024 or 2048, or 1024 with 2048 to 8192");
  }
  if (props.ephemeral_storage.is_broken()) {
    error(codes::OT3415,
          "ephemeral_storage is " + std::to_string(props.ephemeral_storage.number()) +
              ", which is out of bounds",
          "it is 21 to 200 GiB");
  }
}

void FargateTaskDefinition::check_capacity_of(const Container& container) const {
  ecs::check_host_ports(*this, container, "of a task on Fargate");
  if (container.privileged || container.gpus.is_set()) {
    error(codes::OT3472,
          "the container '" + std::string(container.name.text()) +
              "' wants what only an instance has",
          "leave `privileged` and `gpus` out, or run it by an `Ec2TaskDefinition`");
  }
}

void FargateTaskDefinition::finish() {
  TaskDefinition::finish();
  for (const TaskVolume& volume : volumes()) {
    if (volume.host_path().empty()) continue;
    error(codes::OT3472,
          "the volume '" + std::string(volume.name()) + "' is a directory of an instance",
          "use TaskVolume::bind or TaskVolume::efs, or run it by an `Ec2TaskDefinition`");
  }
  ecs::check_memory(*this, kept_memory(), size_.memory(),
                    "take a larger `size`, or less for the containers");
}

}  // namespace omnitrack
