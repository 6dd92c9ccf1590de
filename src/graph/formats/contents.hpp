#pragma once

#include <map>
#include <vector>

#include "graph/views/scene.hpp"

namespace omnitrack::graph {

/// What stands in each box of a scene, and at its top under `nowhere`.
struct Contents {
  explicit Contents(const Scene& scene) {
    for (std::size_t i = 0; i < scene.boxes.size(); ++i) boxes[scene.boxes[i].parent].push_back(i);
    for (std::size_t i = 0; i < scene.nodes.size(); ++i) nodes[scene.nodes[i].box].push_back(i);
  }

  std::map<std::size_t, std::vector<std::size_t>> boxes = {};
  std::map<std::size_t, std::vector<std::size_t>> nodes = {};
};

}  // namespace omnitrack::graph
