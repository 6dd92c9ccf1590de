#pragma once

#include <vector>

#include "graph/views/view.hpp"

namespace omnitrack::graph {

/// How wide and high a grid of nodes is: somewhat wider than high, or as wide as there is room.
Rect grid_size(std::size_t nodes, double room = 0);

/// Puts nodes into such a grid from a corner on.
void place_in_grid(View& view, const std::vector<std::size_t>& nodes, Point corner,
                   double room = 0);

}  // namespace omnitrack::graph
