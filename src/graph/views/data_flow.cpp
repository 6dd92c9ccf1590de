#include <algorithm>
#include <array>

#include "graph/views/edge_set.hpp"
#include "graph/views/fold.hpp"
#include "graph/views/views.hpp"

namespace omnitrack::graph {

namespace {

using schema::Family;

// Whether a thing holds data or hands it on, so that a permission to use it tells a way of data.
bool carries_data(const Resource& resource) {
  constexpr std::array carrying{Family::compute,   Family::container, Family::storage,
                                Family::database,  Family::cache,     Family::api,
                                Family::messaging, Family::workflow,  Family::analytics};
  return std::ranges::find(carrying, resource.family) != carrying.end();
}

// Whether an action takes data out, by the verb that begins its name.
bool is_reading(std::string_view action) {
  constexpr std::array<std::string_view, 8> verbs{"Get",     "BatchGet", "Query", "Scan",
                                                  "Receive", "List",     "Read",  "Describe"};
  const std::size_t colon = action.find(':');
  // Without a service it is a template of SAM, such as `DynamoDBReadPolicy`.
  if (colon == std::string_view::npos) return action.ends_with("ReadPolicy");
  const std::string_view name = action.substr(colon + 1);
  return std::ranges::any_of(verbs, [&](std::string_view verb) { return name.starts_with(verb); });
}

// The words of a grant are its actions, joined by commas.
bool only_reads(std::string_view actions) {
  while (!actions.empty()) {
    const std::size_t comma = actions.find(", ");
    if (!is_reading(actions.substr(0, comma))) return false;
    if (comma == std::string_view::npos) break;
    actions.remove_prefix(comma + 2);
  }
  return true;
}

// Who uses a role that several share.
std::vector<std::size_t> users_of(const Graph& graph, std::size_t role) {
  std::vector<std::size_t> users;
  for (const Naming& each : graph.namings) {
    if (each.target == role && graph.resources[each.user].owner != role) {
      users.push_back(graph.resources[each.user].owner);
    }
  }
  return users;
}

}  // namespace

View data_flow_view(const Graph& graph) {
  View view{.name = "data-flow",
            .title = "Data flow",
            .about = "Who calls whom, and who reads and writes what.",
            .empty = "No flow of data between resources"};
  std::vector<Edge> edges;
  for (const Edge& each : graph.flows) {
    edges.push_back({.from = graph.resources[each.from].owner,
                     .to = graph.resources[each.to].owner,
                     .kind = EdgeKind::traffic,
                     .words = each.words});
  }
  for (const Edge& each : graph.grants) {
    const std::size_t to = graph.resources[each.to].owner;
    if (!carries_data(graph.resources[to])) continue;
    const std::size_t holder = graph.resources[each.from].owner;
    std::vector<std::size_t> users{holder};
    if (graph.resources[holder].family == Family::identity) users = users_of(graph, holder);
    for (const std::size_t user : users) {
      const bool reads = only_reads(each.words);
      edges.push_back({.from = reads ? to : user,
                       .to = reads ? user : to,
                       .kind = EdgeKind::data,
                       .words = (reads ? "is read: " : "") + each.words});
    }
  }
  std::vector<bool> is_drawn(graph.resources.size());
  for (const Edge& each : edges) {
    if (each.from != each.to) is_drawn[each.from] = is_drawn[each.to] = true;
  }
  std::vector<Candidate> candidates;
  for (std::size_t i = 0; i < is_drawn.size(); ++i) {
    if (is_drawn[i]) candidates.push_back({.resource = i});
  }
  const std::vector<std::size_t> node_of = add_nodes(graph, candidates, view);
  EdgeSet set;
  for (const Edge& each : edges)
    set.add(node_of[each.from], node_of[each.to], each.kind, each.words);
  view.edges = set.edges();
  return view;
}

}  // namespace omnitrack::graph
