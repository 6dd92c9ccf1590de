#pragma once

#include <map>
#include <vector>

#include "graph/views/view.hpp"

namespace omnitrack::graph {

/// What stands in each box of a view, and at its top under `nowhere`.
struct Contents {
  explicit Contents(const View& view) {
    for (std::size_t i = 0; i < view.boxes.size(); ++i) boxes[view.boxes[i].parent].push_back(i);
    for (std::size_t i = 0; i < view.nodes.size(); ++i) nodes[view.nodes[i].box].push_back(i);
  }

  std::map<std::size_t, std::vector<std::size_t>> boxes = {};
  std::map<std::size_t, std::vector<std::size_t>> nodes = {};
};

}  // namespace omnitrack::graph
