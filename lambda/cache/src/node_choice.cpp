#include "node_choice.hpp"

#include <algorithm>

namespace omnitrack::cache {

std::vector<NodePointer> readers_of(const Shard& shard, const Cluster& cluster, std::uint32_t turn,
                                    Deadline limit) {
  std::vector<NodePointer> readers = shard.replicas;
  if (!readers.empty()) {
    std::rotate(readers.begin(), readers.begin() + turn % readers.size(), readers.end());
  }
  readers.push_back(shard.primary);
  if (cluster.read_from == ReadFrom::same_zone) {
    // In either part the primary stays behind the replicas.
    std::stable_partition(readers.begin(), readers.end(), [&](const NodePointer& each) {
      return each->zone(limit) == cluster.zone;
    });
  }
  return readers;
}

}  // namespace omnitrack::cache
