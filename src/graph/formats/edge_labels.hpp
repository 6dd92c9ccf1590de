#pragma once

#include <string>
#include <vector>

#include "graph/views/view.hpp"

namespace omnitrack::graph {

/// A small text on an edge.
struct EdgeLabel {
  std::string text;
  Point middle = {};
};

/// The ports of edges, about in their middles; where nodes, titles or other labels stand there,
/// none.
std::vector<EdgeLabel> edge_labels(const View& view);

}  // namespace omnitrack::graph
