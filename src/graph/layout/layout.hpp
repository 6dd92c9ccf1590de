#pragma once

#include <chrono>
#include <vector>

#include "graph/views/view.hpp"

namespace omnitrack::graph {

/// Gives a place to all boxes, nodes and edges of views, by one run of `dot`. Throws LayoutFailure
/// where there is none; where it takes too long or fails, all stands in a grid.
void lay_out(std::vector<View>& views, std::chrono::milliseconds time = std::chrono::seconds(10));

}  // namespace omnitrack::graph
