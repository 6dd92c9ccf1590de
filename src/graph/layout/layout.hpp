#pragma once

#include <chrono>

#include "graph/views/scene.hpp"

namespace omnitrack::graph {

/// Gives a place to all boxes, nodes and edges of a scene. Throws LayoutFailure where there is no
/// `dot`; where that takes too long or fails, all stands in a grid.
void lay_out(Scene& scene, std::chrono::milliseconds time = std::chrono::seconds(20));

}  // namespace omnitrack::graph
