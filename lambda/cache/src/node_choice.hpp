#pragma once

#include <cstdint>
#include <vector>

#include "topology.hpp"

namespace omnitrack::cache {

/// The nodes of a shard that answer reads where replicas may, the first choice first; the turn
/// spreads reads over replicas that are alike.
std::vector<NodePointer> readers_of(const Shard& shard, const Cluster& cluster, std::uint32_t turn,
                                    Deadline limit);

}  // namespace omnitrack::cache
