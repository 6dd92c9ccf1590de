// How load balancers and others reach the tasks of a service.

#include <algorithm>
#include <string>

#include "../imported.hpp"
#include <omnitrack/cfn/ecs.hpp>
#include <omnitrack/codes.hpp>
#include <omnitrack/ec2/connections.hpp>
#include <omnitrack/ecs/ecs_service.hpp>

namespace omnitrack {

void EcsService::attach_to(TargetGroup& group) {
  if (resource_ == nullptr) {
    refuse_of_imported(*this, "attach_to()");
    return;
  }
  const Container* container = task_definition_->default_container();
  attach_to(group, container == nullptr ? std::string_view() : container->name.text());
}

// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-load-balancing.html
bool EcsService::fits_target_type(const TargetGroup& group) const {
  const bool by_address = task_definition_->has_own_network();
  if (group.target_type() == (by_address ? TargetType::ip : TargetType::instance)) return true;
  if (by_address) {
    error(codes::OT3421, "tasks on Fargate cannot be in a target group of another type than ip",
          "set TargetType::ip");
  } else {
    error(
        codes::OT3421,
        "tasks that are reached by ports of their instance cannot be in a target group of another "
        "type than instance",
        "set TargetType::instance");
  }
  return false;
}

// Without a port of the instance, a task gets a free one of these.
// https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_PortMapping.html
EcsService::TargetPorts EcsService::target_ports(std::string_view container,
                                                 const ContainerPort& port) const {
  const auto& containers = task_definition_->containers();
  const auto found = std::find_if(containers.begin(), containers.end(), [&](const Container& each) {
    return each.name.text() == container;
  });
  if (found == containers.end()) return {};
  TargetPorts ports{.container = port};
  const ContainerPortMapping* mapping = nullptr;
  for (const ContainerPortMapping& each : found->ports) {
    if (mapping == nullptr && (!port.is_set() || each.port.number() == port.number())) {
      mapping = &each;
    }
  }
  if (!port.is_set() && mapping != nullptr) ports.container = mapping->port;
  if (!ports.container.is_set()) return {};
  ports.first = ports.last = static_cast<std::uint16_t>(ports.container.number());
  if (!task_definition_->maps_ports()) return ports;
  if (mapping != nullptr && mapping->host_port.is_set()) {
    ports.first = ports.last = static_cast<std::uint16_t>(mapping->host_port.number());
  } else {
    ports.first = 32768;
    ports.last = 65535;
  }
  return ports;
}

void EcsService::attach_to(TargetGroup& group, std::string_view container,
                           const ContainerPort& port) {
  if (resource_ == nullptr) {
    refuse_of_imported(*this, "attach_to()");
    return;
  }
  if (!fits_target_type(group)) return;
  const TargetPorts ports = target_ports(container, port);
  if (!ports.container.is_set()) {
    error(codes::OT3421,
          "requests cannot go to '" + std::string(container) +
              "', which is no container of the task with a port",
          "name a container that has `ports`");
    return;
  }
  resource_->props.load_balancers.add(cfn::ecs::service::LoadBalancer{
      .container_name = container,
      .container_port = ports.container.value(),
      .target_group_arn = group.arn(),
  });
  if (!resource_->props.health_check_grace_period_seconds.is_set()) {
    resource_->props.health_check_grace_period_seconds = 60;
  }
  group.add_client(*this, ports.first, ports.last, resource_);
}

Connections EcsService::connections() {
  if (task_definition_ == nullptr) return {*this, security_groups_};
  const Container* container = task_definition_->default_container();
  Optional<Port> port;
  if (container != nullptr && !container->ports.empty()) {
    const TargetPorts ports = target_ports(container->name.text(), {});
    port = container->ports[0].protocol == PortProtocol::udp
               ? Port::udp_range(ports.first, ports.last)
               : Port::tcp_range(ports.first, ports.last);
  }
  if (task_definition_->has_own_network()) return {*this, security_groups_, port};
  return {*this, cluster_->capacity_security_groups(), port};
}

}  // namespace omnitrack
