#pragma once

#include <string>
#include <vector>

#include "split/resource_graph.hpp"

namespace omnitrack::split {

/// The name of each value, by its place: of the parameter that takes it into a part, and of the
/// output that gives it out. A resource's Ref and a parameter keep their names, so what refers to
/// them stays as it is written; no other name is one that the template has.
std::vector<std::string> value_names(const ResourceGraph& graph);

}  // namespace omnitrack::split
