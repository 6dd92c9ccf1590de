#pragma once

#include "graph/views/view.hpp"

namespace omnitrack::graph {

/// Lays out a view whose edges lead from each node to its parts: these stand right of it, one
/// below the other, in their order.
void lay_out_tree(View& view);

}  // namespace omnitrack::graph
