#include "topology.hpp"

#include <algorithm>

#include "slots.hpp"

namespace omnitrack::cache {

Topology::Topology(const std::vector<SlotRange>& ranges, Moment learned_at, const NodeAt& node_at)
    : learned_at_(learned_at), shard_numbers_(slot_count) {
  for (const SlotRange& range : ranges) {
    const std::size_t index = shard_at(node_at(range.primary));
    Shard& shard = shards_[index];
    if (shard.replicas.empty()) {
      for (const Endpoint& replica : range.replicas) shard.replicas.push_back(node_at(replica));
    }
    std::fill(shard_numbers_.begin() + range.first, shard_numbers_.begin() + range.last + 1,
              static_cast<std::uint16_t>(index + 1));
  }
}

std::size_t Topology::shard_at(const NodePointer& primary) {
  const auto found = std::find_if(shards_.begin(), shards_.end(),
                                  [&](const Shard& each) { return each.primary == primary; });
  if (found != shards_.end()) return static_cast<std::size_t>(found - shards_.begin());
  shards_.push_back({primary, {}});
  return shards_.size() - 1;
}

TopologyPointer Topology::moved(std::uint16_t slot, const NodePointer& to) const {
  auto made = std::make_shared<Topology>(*this);
  made->shard_numbers_[slot] = static_cast<std::uint16_t>(made->shard_at(to) + 1);
  return made;
}

const Shard* Topology::shard_of(std::uint16_t slot) const {
  const std::uint16_t number = shard_numbers_[slot];
  return number == 0 ? nullptr : &shards_[number - 1U];
}

bool Topology::places_as(const Topology& other) const {
  for (std::uint16_t slot = 0; slot < slot_count; ++slot) {
    const Shard* const here = shard_of(slot);
    const Shard* const there = other.shard_of(slot);
    if ((here == nullptr) != (there == nullptr)) return false;
    if (here != nullptr && here->primary != there->primary) return false;
  }
  return true;
}

}  // namespace omnitrack::cache
