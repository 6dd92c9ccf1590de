#pragma once

#include "graph/model/graph.hpp"
#include "graph/model/targets.hpp"

namespace omnitrack::graph {

/// Adds what the policies of identities allow, from the resource that each stands in to those that
/// its statements name.
void find_grants(const Targets& targets, Graph& graph);

}  // namespace omnitrack::graph
