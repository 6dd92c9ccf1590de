#pragma once

#include <vector>

#include "graph/views/view.hpp"

namespace omnitrack::graph {

/// A resource that is to be drawn in a box.
struct Candidate {
  std::size_t resource = nowhere;
  std::size_t box = nowhere;
  std::vector<std::size_t> spans = {};  ///< see `ViewNode`
  Fate fate = {};
  bool is_pale = false;
  bool is_grouped = false;  ///< whether it stands as one with others of its type
};

/// Adds a node for each candidate, or for several at once: those of a type that stand as one, and
/// those of one type, and then of one family, where a box would have too many; only what is fated
/// alike. Returns the node of each resource of the graph, its own or that of its owner; `nowhere`
/// where it has none.
std::vector<std::size_t> add_nodes(const Graph& graph, const std::vector<Candidate>& candidates,
                                   View& view);

}  // namespace omnitrack::graph
