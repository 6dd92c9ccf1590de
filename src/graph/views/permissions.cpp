#include "graph/views/edge_set.hpp"
#include "graph/views/fold.hpp"
#include "graph/views/views.hpp"

namespace omnitrack::graph {

View permissions_view(const Graph& graph) {
  View view{.name = "permissions",
            .title = "Permissions",
            .about = "Who may do what to which resource, as policies of identities say.",
            .empty = "No policy names a resource of these templates"};
  std::vector<bool> is_drawn(graph.resources.size());
  for (const Edge& each : graph.grants) {
    const std::size_t from = graph.resources[each.from].owner;
    const std::size_t to = graph.resources[each.to].owner;
    if (from != to) is_drawn[from] = is_drawn[to] = true;
  }
  std::vector<Candidate> candidates;
  for (std::size_t i = 0; i < is_drawn.size(); ++i) {
    if (is_drawn[i]) candidates.push_back({.resource = i});
  }
  const std::vector<std::size_t> node_of = add_nodes(graph, candidates, view);
  EdgeSet edges;
  for (const Edge& each : graph.grants) {
    edges.add(node_of[each.from], node_of[each.to], EdgeKind::permission, "may " + each.words);
  }
  view.edges = edges.edges();
  return view;
}

}  // namespace omnitrack::graph
