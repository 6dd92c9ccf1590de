#include "graph/formats/edge_meanings.hpp"

#include <algorithm>
#include <array>

namespace omnitrack::graph {

std::vector<EdgeMeaning> edge_meanings(const View& view) {
  constexpr std::array all{
      EdgeMeaning{EdgeKind::reference, false, "refers to"},
      EdgeMeaning{EdgeKind::permission, false, "may use"},
      EdgeMeaning{EdgeKind::permission, true, "perhaps may use"},
      EdgeMeaning{EdgeKind::traffic, false, "traffic"},
      EdgeMeaning{EdgeKind::traffic, true, "perhaps traffic"},
      EdgeMeaning{EdgeKind::data, false, "data"},
      EdgeMeaning{EdgeKind::data, true, "perhaps data"},
  };
  std::vector<EdgeMeaning> found;
  for (const EdgeMeaning& each : all) {
    const bool is_used = std::ranges::any_of(view.edges, [&](const ViewEdge& edge) {
      return edge.kind == each.kind && edge.is_perhaps == each.is_perhaps;
    });
    if (is_used) found.push_back(each);
  }
  return found;
}

}  // namespace omnitrack::graph
