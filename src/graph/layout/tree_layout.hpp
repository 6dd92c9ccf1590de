#pragma once

#include <vector>

#include "graph/views/view.hpp"

namespace omnitrack::graph {

/// Lays out a tree whose edges lead from each node to its parts: these stand right of it, one below
/// the other, in their order. Returns its size; places are from its corner on.
Rect lay_out_tree(View& view, const std::vector<std::size_t>& nodes,
                  const std::vector<std::size_t>& edges);

}  // namespace omnitrack::graph
