#include "graph/views/edge_set.hpp"
#include "graph/views/fold.hpp"
#include "graph/views/views.hpp"

namespace omnitrack::graph {

Scene permissions_view(const Model& model) {
  Scene scene{.name = "permissions",
              .title = "Permissions",
              .about = "Who may do what to which resource, as policies of identities say.",
              .empty = "No policy names a resource of these templates"};
  std::vector<bool> is_drawn(model.resources.size());
  for (const Edge& each : model.grants) {
    const std::size_t from = model.resources[each.from].owner;
    const std::size_t to = model.resources[each.to].owner;
    if (from != to) is_drawn[from] = is_drawn[to] = true;
  }
  std::vector<Candidate> candidates;
  for (std::size_t i = 0; i < is_drawn.size(); ++i) {
    if (is_drawn[i]) candidates.push_back({.resource = i});
  }
  const std::vector<std::size_t> node_of = add_nodes(model, candidates, scene);
  EdgeSet edges;
  for (const Edge& each : model.grants) {
    edges.add(node_of[each.from], node_of[each.to], EdgeKind::permission, "may " + each.words);
  }
  scene.edges = edges.edges();
  return scene;
}

}  // namespace omnitrack::graph
