#pragma once

#include <vector>

#include "graph/views/view.hpp"

namespace omnitrack::graph {

/// How wide and high a grid of nodes is.
Rect grid_size(std::size_t nodes);

/// Puts nodes into a grid from a corner on.
void place_in_grid(View& view, const std::vector<std::size_t>& nodes, Point corner);

}  // namespace omnitrack::graph
