#include "graph/views/edge_set.hpp"
#include "graph/views/places.hpp"
#include "graph/views/views.hpp"

namespace omnitrack::graph {

View network_view(const Graph& graph) {
  View view{.name = "network",
            .title = "Network",
            .about = "What stands in a network, and whom the routes of subnets lead to.",
            .empty = "No resource stands in a VPC of these templates"};
  const Places places(graph, view);
  std::vector<Candidate> candidates;
  for (std::size_t i = 0; i < graph.resources.size(); ++i) {
    if (graph.resources[i].owner != i || places.is_box(i)) continue;
    Candidate candidate = places.candidate(i);
    if (candidate.box != nowhere && places.is_in_vpc(candidate.box)) {
      candidates.push_back(std::move(candidate));
    }
  }
  add_nodes(graph, candidates, view);
  return view;
}

}  // namespace omnitrack::graph
