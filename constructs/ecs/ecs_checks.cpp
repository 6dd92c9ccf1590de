#include "ecs_checks.hpp"

#include <string>

#include <omnitrack/codes.hpp>

namespace omnitrack::ecs {

void check_host_ports(const Construct& task_definition, const Container& container,
                      std::string_view whose) {
  for (const ContainerPortMapping& each : container.ports) {
    if (!each.host_port.is_set() || each.host_port.number() == each.port.number()) continue;
    task_definition.error(
        codes::OT3472,
        "the port " + std::to_string(each.port.number()) + " " + std::string(whose) +
            " cannot be reached by another one, " + std::to_string(each.host_port.number()),
        "leave `host_port` out, or run it by an `Ec2TaskDefinition` with TaskNetworkMode::bridge");
  }
}

void check_memory(const Construct& task_definition, std::int64_t kept, std::int64_t memory,
                  std::string_view hint) {
  if (kept <= memory) return;
  task_definition.error(codes::OT3417,
                        "the containers keep " + std::to_string(kept) + " MiB, the task has " +
                            std::to_string(memory),
                        std::string(hint));
}

}  // namespace omnitrack::ecs
