#pragma once

#include <cstdint>
#include <vector>

namespace omnitrack::split {

/// The targets of each node of a graph, by their places.
using Arrows = std::vector<std::vector<std::uint32_t>>;

/// Sorts places, and leaves each of them once.
void sort_unique(std::vector<std::uint32_t>& places);

/// The nodes of a graph, those that reach one another together; each group stands after those that
/// it points to. Linear, without recursion.
std::vector<std::vector<std::uint32_t>> strong_groups(const Arrows& arrows);

/// A way along the arrows from a node back to itself, the node first, that stays among the nodes
/// that are marked; empty where there is none.
std::vector<std::uint32_t> circle_through(const Arrows& arrows, std::uint32_t node,
                                          const std::vector<bool>& marked);

}  // namespace omnitrack::split
