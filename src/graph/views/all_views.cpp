#include "graph/views/all_views.hpp"

#include <optional>

#include "graph/views/views.hpp"

namespace omnitrack::graph {

namespace {

View view_of(PageData& data, std::string_view name, std::optional<AskedConnections>& connections) {
  const Graph& graph = *data.graph;
  if (!connections && (name == "network" || name == "data-flow")) {
    connections.emplace(graph, *data.stacks);
  }
  if (name == "tree") return tree_view(graph);
  if (name == "network") return network_view(graph, *connections, data.statements);
  if (name == "permissions") return permissions_view(graph, *data.stacks, data.statements);
  if (name == "data-flow") return data_flow_view(graph, *connections);
  if (name == "change") return change_view(graph, *data.old, data.changes);
  return architecture_view(graph);
}

}  // namespace

std::vector<View> make_views(PageData& data, std::string_view name) {
  std::vector<View> views;
  std::optional<AskedConnections> connections;
  for (const std::string_view each : view_names) {
    if (!name.empty() ? each != name : each == "change" && data.old == nullptr) continue;
    views.push_back(view_of(data, each, connections));
  }
  return views;
}

}  // namespace omnitrack::graph
