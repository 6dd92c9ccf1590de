#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "cluster_node.hpp"
#include "slot_ranges.hpp"

namespace omnitrack::cache {

/// The nodes that hold the same slots.
struct Shard {
  NodePointer primary;
  std::vector<NodePointer> replicas;
};

/// Which nodes of a cluster hold which slots, as it was learned at one time. It does not change;
/// another takes its place.
class Topology {
 public:
  using Moment = Deadline::Clock::time_point;
  /// The node that is at an endpoint.
  using NodeAt = std::function<NodePointer(const Endpoint&)>;

  Topology(const std::vector<SlotRange>& ranges, Moment learned_at, const NodeAt& node_at);
  /// The same with one slot at another primary, as a node said.
  [[nodiscard]] std::shared_ptr<const Topology> moved(std::uint16_t slot,
                                                      const NodePointer& to) const;

  /// Who holds a slot; nothing where nobody does.
  [[nodiscard]] const Shard* shard_of(std::uint16_t slot) const;
  [[nodiscard]] const std::vector<Shard>& shards() const { return shards_; }
  /// When the cluster was asked.
  [[nodiscard]] Moment learned_at() const { return learned_at_; }
  /// Whether another has the same slots on the same primaries.
  [[nodiscard]] bool places_as(const Topology& other) const;

 private:
  std::size_t shard_at(const NodePointer& primary);

  Moment learned_at_;
  std::vector<Shard> shards_;
  // One more than the index of the shard; 0 for none.
  std::vector<std::uint16_t> shard_numbers_;
};

using TopologyPointer = std::shared_ptr<const Topology>;

}  // namespace omnitrack::cache
