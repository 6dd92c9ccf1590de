#pragma once

#include <string>
#include <vector>

#include "graph/views/view.hpp"

namespace omnitrack::graph {

/// The node of one resource, without a box.
ViewNode node_of_resource(const Graph& graph, std::size_t resource);

/// One node for several resources, named by how many they are: `12 alarms`.
ViewNode node_of_several(const Graph& graph, const std::vector<std::size_t>& resources,
                         const std::string& plural);

/// The node of the internet, which is no resource.
ViewNode internet_node();

}  // namespace omnitrack::graph
