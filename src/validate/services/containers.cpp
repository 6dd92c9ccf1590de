#include <algorithm>
#include <vector>

#include "meaning/cases.hpp"
#include "meaning/references.hpp"
#include "omnitrack/codes.hpp"
#include "validate/services/services.hpp"

namespace omnitrack::validate {

using meaning::all_properties;
using meaning::find_value;
using meaning::for_each_at;
using meaning::known_integer;
using meaning::known_text;
using meaning::may_have_more;
using meaning::Path;
using meaning::referred_id;
using tmpl::Node;

namespace {

/// A container of a task definition, and the ports that it opens.
struct Container {
  std::string_view name;
  std::vector<std::int64_t> ports;
  bool are_ports_known = true;
};

/// The containers; nothing where not all of them are known.
std::optional<std::vector<Container>> containers_of(const tmpl::ResourceEntry& task) {
  const Node* properties = all_properties(task);
  if (properties == nullptr || properties->find("ContainerDefinitions") == nullptr) {
    return std::nullopt;
  }
  std::vector<Container> containers;
  bool are_known = true;
  const Path root;
  for_each_at(*properties, "ContainerDefinitions/*", root, [&](const Node& item, const Path& at) {
    const auto name = item.is_call() ? std::nullopt : known_text(item.find("Name"));
    if (!name || may_have_more(item)) {
      are_known = false;
      return;
    }
    Container container{.name = *name, .ports = {}};
    for_each_at(item, "PortMappings/*", at, [&container](const Node& mapping, const Path&) {
      const auto port =
          mapping.is_call() ? std::nullopt : known_integer(mapping.find("ContainerPort"));
      if (port) {
        container.ports.push_back(*port);
      } else {
        container.are_ports_known = false;
      }
    });
    containers.push_back(std::move(container));
  });
  return are_known ? std::optional(std::move(containers)) : std::nullopt;
}

}  // namespace

void check_task_definition(const ServiceResource& resource) {
  if (known_text(find_value(&resource.properties, "NetworkMode")) != "awsvpc") return;
  for_each_at(resource.properties, "ContainerDefinitions/*/PortMappings/*", resource.path,
              [&resource](const Node& mapping, const Path& path) {
                if (mapping.is_call()) return;
                const Node* host_node = mapping.find("HostPort");
                const auto host = known_integer(host_node);
                const auto container = known_integer(mapping.find("ContainerPort"));
                if (!host || !container || *host == *container) return;
                const Path at(path, "HostPort");
                resource.context.report.error(
                    codes::OT4674, *host_node, at,
                    "the host port " + std::to_string(*host) + " is not the container port " +
                        std::to_string(*container) + ", as 'awsvpc' demands",
                    "leave 'HostPort' out");
              });
}

void check_ecs_service(const ServiceResource& resource) {
  const Node* task_node = find_value(&resource.properties, "TaskDefinition");
  if (task_node == nullptr) return;
  const tmpl::ResourceEntry* task = resource.context.index.find_resource(referred_id(*task_node));
  if (task == nullptr || task->type_name != "AWS::ECS::TaskDefinition") return;
  const auto containers = containers_of(*task);
  if (!containers) return;
  for_each_at(
      resource.properties, "LoadBalancers/*", resource.path,
      [&](const Node& balancer, const Path& path) {
        const Node* name_node = balancer.is_call() ? nullptr : balancer.find("ContainerName");
        const auto name = known_text(name_node);
        if (!name) return;
        const auto container = std::ranges::find(*containers, *name, &Container::name);
        if (container == containers->end()) {
          std::vector<std::string_view> names;
          for (const Container& each : *containers) names.push_back(each.name);
          const Path at(path, "ContainerName");
          resource.context.report.error(codes::OT4672, *name_node, at,
                                        "'" + std::string(task->logical_id) +
                                            "' has no container '" + std::string(*name) + "'",
                                        did_you_mean(*name, names));
          return;
        }
        const Node* port_node = balancer.find("ContainerPort");
        const auto port = known_integer(port_node);
        if (!port || !container->are_ports_known ||
            std::ranges::find(container->ports, *port) != container->ports.end()) {
          return;
        }
        const Path at(path, "ContainerPort");
        resource.context.report.error(codes::OT4673, *port_node, at,
                                      "the container '" + std::string(*name) +
                                          "' does not open the port " + std::to_string(*port),
                                      "add it to the container's 'PortMappings'");
      });
}

}  // namespace omnitrack::validate
