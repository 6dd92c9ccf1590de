#pragma once

#include <string_view>
#include <vector>

#include "graph/views/view.hpp"

namespace omnitrack::graph {

/// A way in which edges look, and what a legend says of it.
struct EdgeMeaning {
  EdgeKind kind = EdgeKind::reference;
  bool is_perhaps = false;
  std::string_view words;
};

/// Those that a view has; nothing of the parts of a tree, which need no words.
std::vector<EdgeMeaning> edge_meanings(const View& view);

}  // namespace omnitrack::graph
