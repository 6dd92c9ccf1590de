#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "endpoint.hpp"
#include "reply.hpp"
#include <omnitrack/cache/error.hpp>

namespace omnitrack::cache {

/// Nodes of a cluster at most, as the cluster's specification has it.
inline constexpr std::size_t most_cluster_nodes = 1000;

/// Slots that lie together, with the nodes that hold them.
struct SlotRange {
  std::uint16_t first;
  std::uint16_t last;
  Endpoint primary;
  std::vector<Endpoint> replicas;
};

/// The ranges in a reply to CLUSTER SLOTS of a node, none of which overlap; a node without a name
/// is where the one is that was asked. Fails with `protocol_error`, or with `cluster_down` where
/// nothing is served.
/// https://redis.io/docs/latest/commands/cluster-slots/
Result<std::vector<SlotRange>> slot_ranges_in(const Reply& reply, const Endpoint& asked);

/// Where another node has a slot, for good or for one command.
struct Redirection {
  enum class Kind : std::uint8_t { moved, ask };
  Kind kind;
  std::uint16_t slot;
  Endpoint to;
};

/// Whether the text of an error is a redirection.
bool is_redirection(std::string_view error);

/// The redirection in the text of an error; nothing where it makes no sense.
std::optional<Redirection> redirection_in(std::string_view error, const Endpoint& asked);

}  // namespace omnitrack::cache
