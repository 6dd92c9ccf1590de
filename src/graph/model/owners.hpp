#pragma once

#include "graph/model/graph.hpp"
#include "graph/model/targets.hpp"

namespace omnitrack::graph {

/// Finds what each resource is drawn with: what a policy, a route, a method or a log group belongs
/// to, as `src/schema/pictures.json` says.
void find_owners(const Targets& targets, Graph& graph);

}  // namespace omnitrack::graph
