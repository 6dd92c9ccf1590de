#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "split/places.hpp"
#include "split/problem.hpp"
#include "split/resource_graph.hpp"

namespace omnitrack::split {

/// What is placed together.
struct Grouping {
  /// Sorted members of each group; no two groups wait for one another, however homes are joined
  /// with them. Each stands after those that it needs.
  std::vector<std::vector<std::uint32_t>> groups;
  std::vector<Problem> problems;
};

/// The bundle of each resource, by the place of its first: what must live in one template. Gives
/// what is bound to a placed resource that one's home.
std::vector<std::uint32_t> bundle(const ResourceGraph& graph, std::span<const Tenant> tenants,
                                  Homes& homes, std::vector<Problem>& problems);

/// Groups the resources without a home: whole constructs where these fit, and what waits for one
/// another together. What can live in one part alone gets it as its home.
Grouping group(const ResourceGraph& graph, std::span<const Tenant> tenants,
               std::span<const std::uint32_t> bundles, std::size_t most_in_group,
               std::size_t most_in_part, Homes& homes);

}  // namespace omnitrack::split
