#include <algorithm>
#include <map>
#include <vector>

#include "meaning/cases.hpp"
#include "meaning/references.hpp"
#include "omnitrack/codes.hpp"
#include "validate/services/services.hpp"
#include "validate/values/value_problem.hpp"

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

std::span<const Node> items_of(const Node& map, std::string_view key) {
  const Node* list = map.find(key);
  return list == nullptr ? std::span<const Node>() : list->items();
}

/// Which containers of a task wait for which, where no condition decides it.
class Waiting {
 public:
  explicit Waiting(const ServiceResource& resource) : resource_(resource) {
    const auto containers = items_of(resource.properties, "ContainerDefinitions");
    for (std::size_t i = 0; i < containers.size(); ++i) add(containers[i], i);
  }

  /// Tells a circle of them.
  void tell() {
    leave_out_what_starts();
    const auto first =
        std::ranges::find_if(waiters_, [](const auto& each) { return each.second.waits_for != 0; });
    if (first == waiters_.end()) return;
    // Each that is left waits for another one that is left, so that the way comes back.
    std::vector<std::string_view> way{first->first};
    while (true) {
      const Edge& edge = left_edge_of(way.back());
      waiters_[way.back()].place_in_way = way.size();
      const std::size_t place = waiters_[edge.name].place_in_way;
      const std::size_t met = place == 0 ? way.size() : place - 1;
      way.push_back(edge.name);
      if (met + 1 == way.size()) continue;
      // One that waits for itself is told by a rule.
      if (met + 2 == way.size()) return;
      constexpr std::size_t most_shown = 8;
      std::string words;
      for (std::size_t i = met; i < way.size(); ++i) {
        if (i == met + most_shown && i + 1 < way.size()) {
          words += " and so on";
          break;
        }
        words.append(words.empty() ? "" : " for ").append(quoted_in_brief(way[i]));
      }
      return report(edge, "containers wait for each other: " + words);
    }
  }

 private:
  struct Edge {
    std::string_view name;
    const Node* node = nullptr;
    std::size_t container = 0;
    std::size_t dependency = 0;
  };
  struct Waiter {
    std::vector<Edge> edges;
    std::vector<std::string_view> waited_for_by;
    std::size_t waits_for = 0;
    std::size_t place_in_way = 0;  ///< 0 where the way has not met it
  };

  void add(const Node& container, std::size_t place) {
    const auto name = known_text(container.find("Name"));
    const auto dependencies = items_of(container, "DependsOn");
    if (!name) return;
    for (std::size_t i = 0; i < dependencies.size(); ++i) {
      const Node* other = dependencies[i].find("ContainerName");
      const auto awaited = known_text(other);
      if (!awaited) continue;
      waiters_[*name].edges.push_back({*awaited, other, place, i});
      ++waiters_[*name].waits_for;
      waiters_[*awaited].waited_for_by.push_back(*name);
    }
  }

  void report(const Edge& edge, std::string message) const {
    const Path containers(resource_.path, "ContainerDefinitions");
    const Path container(containers, edge.container);
    const Path dependencies(container, "DependsOn");
    const Path dependency(dependencies, edge.dependency);
    const Path name(dependency, "ContainerName");
    resource_.context.report.error(codes::OT4692, *edge.node, name, std::move(message),
                                   "let one of them start without the others");
  }

  void leave_out_what_starts() {
    std::vector<std::string_view> starting;
    for (const auto& [name, waiter] : waiters_) {
      if (waiter.waits_for == 0) starting.push_back(name);
    }
    while (!starting.empty()) {
      const std::string_view name = starting.back();
      starting.pop_back();
      for (const std::string_view each : waiters_[name].waited_for_by) {
        if (--waiters_[each].waits_for == 0) starting.push_back(each);
      }
    }
  }

  const Edge& left_edge_of(std::string_view name) {
    return *std::ranges::find_if(waiters_[name].edges, [this](const Edge& each) {
      return waiters_[each.name].waits_for != 0;
    });
  }

  const ServiceResource& resource_;
  std::map<std::string_view, Waiter> waiters_;
};

}  // namespace

void check_task_definition(const ServiceResource& resource) {
  Waiting(resource).tell();
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
