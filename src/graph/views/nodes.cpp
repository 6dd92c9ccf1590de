#include "graph/views/nodes.hpp"

#include "graph/model/kinds.hpp"

namespace omnitrack::graph {

ViewNode node_of_resource(const Graph& graph, std::size_t resource) {
  const Resource& from = graph.resources[resource];
  return {.name = std::string(from.id()),
          .kind = from.kind,
          .family = from.family,
          .icon = icon_of(from.type()),
          .keys = {from.key}};
}

ViewNode node_of_several(const Graph& graph, const std::vector<std::size_t>& resources,
                         const std::string& plural) {
  ViewNode node = node_of_resource(graph, resources.front());
  node.name = std::to_string(resources.size()) + ' ' + plural;
  node.keys.clear();
  node.kind.clear();
  for (const std::size_t each : resources) {
    const Resource& resource = graph.resources[each];
    if (icon_of(resource.type()) != node.icon) node.icon = {};
    node.keys.push_back(resource.key);
    node.names.emplace_back(resource.id());
  }
  node.kind = node.names.front();
  if (node.names.size() > 1) {
    node.kind += " and " + std::to_string(node.names.size() - 1) + " more";
  }
  return node;
}

ViewNode internet_node() {
  return {.name = "Internet",
          .kind = "Everybody out there",
          .family = schema::Family::edge,
          .icon = "internet",
          .own_key = "internet"};
}

}  // namespace omnitrack::graph
