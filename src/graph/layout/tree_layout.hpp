#pragma once

#include "graph/views/scene.hpp"

namespace omnitrack::graph {

/// Lays out a scene whose edges lead from each node to its parts: these stand right of it, one
/// below the other, in their order.
void lay_out_tree(Scene& scene);

}  // namespace omnitrack::graph
