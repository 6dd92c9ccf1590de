#include "omnitrack/ecs/ec2_task_definition.hpp"

#include <string>

#include "ecs_checks.hpp"
#include <omnitrack/cfn/ecs.hpp>
#include <omnitrack/codes.hpp>

namespace omnitrack {

namespace {

constexpr std::string_view network_modes[] = {"awsvpc", "bridge", "host", "none"};

std::string_view mode_name(TaskNetworkMode mode) {
  return network_modes[static_cast<std::size_t>(mode)];
}

}  // namespace

Ec2TaskDefinition::Ec2TaskDefinition(Attach at, const Ec2TaskDefinitionProps& props)
    : TaskDefinition(std::move(at), ecs::parts_of(props)),
      network_mode_(props.network_mode),
      memory_(props.memory) {
  using Made = cfn::ecs::TaskDefinitionProps;
  using Constraint = cfn::ecs::task_definition::TaskDefinitionPlacementConstraint;
  Made& made = resource().props;
  if (props.cpu.is_set()) made.cpu = std::to_string(props.cpu.number());
  if (props.memory.is_set()) made.memory = std::to_string(props.memory.number());
  made.network_mode = as<Made::NetworkMode>(mode_name(props.network_mode));
  made.requires_compatibilities = {Made::RequiresCompatibilities::ec2};
  if (props.share_processes) made.pid_mode = Made::PidMode::task;
  const Node& constraints = props.placement_constraints.node();
  for (std::uint32_t i = 0; constraints.kind == NodeKind::list && i < constraints.size; ++i) {
    made.placement_constraints.add(
        Constraint{.type = Constraint::Type::member_of,
                   .expression = Value<std::string>::from_node(constraints.items[i])});
  }
  check(props);
  add_all(props.volumes, props.containers);
}

void Ec2TaskDefinition::check(const Ec2TaskDefinitionProps& props) const {
  if (props.cpu.is_broken()) {
    error(codes::OT3415,
          "cpu is " + std::to_string(props.cpu.number()) + ", which is out of bounds",
          "it is 128 to 196608 CPU units");
  }
  if (props.memory.is_broken()) {
    error(codes::OT3415,
          "memory is " + std::to_string(props.memory.number()) + ", which is out of bounds",
          "it is 6 MiB at least");
  }
}

void Ec2TaskDefinition::check_capacity_of(const Container& container) const {
  const std::string name(container.name.text());
  const std::string mode(mode_name(network_mode_));
  if (network_mode_ != TaskNetworkMode::bridge) {
    ecs::check_host_ports(*this, container, "of a task of the network mode " + mode);
  }
  if (network_mode_ == TaskNetworkMode::none && !container.ports.empty()) {
    error(codes::OT3472, "the container '" + name + "' listens, and the task has no network",
          "leave its `ports` out, or take another `network_mode`");
  }
  if (memory_.is_set() || container.memory.is_set() || container.memory_reservation.is_set()) {
    return;
  }
  error(codes::OT3471, "nothing says how much memory the container '" + name + "' gets",
        "set its `memory` or `memory_reservation`, or `memory` of the task");
}

void Ec2TaskDefinition::finish() {
  TaskDefinition::finish();
  if (!memory_.is_set()) return;
  ecs::check_memory(*this, kept_memory(), memory_.number(),
                    "take more `memory` for the task, or less for the containers");
}

}  // namespace omnitrack
