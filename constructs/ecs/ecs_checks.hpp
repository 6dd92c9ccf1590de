#pragma once

#include <cstdint>
#include <string_view>

#include <omnitrack/ecs/task_definition.hpp>

namespace omnitrack::ecs {

/// What the props of both kinds of task definitions say alike.
template <class Props>
[[nodiscard]] TaskDefinitionParts parts_of(const Props& props) {
  return {
      .cpu_architecture = props.cpu_architecture,
      .execution_role = props.execution_role,
      .family = props.family,
      .log_group = props.log_group,
      .log_retention = props.log_retention,
      .operating_system = props.operating_system,
      .task_role = props.task_role,
  };
}

/// Reports a port of an instance that differs from the container's, where tasks have no ports of
/// instances; `whose` is e.g. `of a task on Fargate`.
void check_host_ports(const Construct& task_definition, const Container& container,
                      std::string_view whose);

/// Reports containers that keep more memory than the task has.
void check_memory(const Construct& task_definition, std::int64_t kept, std::int64_t memory,
                  std::string_view hint);

}  // namespace omnitrack::ecs
