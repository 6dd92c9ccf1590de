#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "split/places.hpp"
#include "split/problem.hpp"
#include "split/resource_graph.hpp"

namespace omnitrack::split {

/// Where the resources of a stack live, and why some cannot live anywhere.
struct Placement {
  Homes homes;
  std::vector<Problem> problems;
};

/// Gives a home to each resource that has none: the stack's own template to what must stay there,
/// and parts to all else, so that parts and resources never wait for one another in a circle. What
/// is recorded stays where it is. The same for the same template, tenants and limits.
Placement place(const ResourceGraph& graph, std::span<const Tenant> tenants, const Limits& limits);

}  // namespace omnitrack::split
