#pragma once

#include "graph/network/groups.hpp"

namespace omnitrack::graph {

/// A load balancer that forwards to a resource.
struct Forwarder {
  const tmpl::ResourceEntry* balancer = nullptr;
  std::optional<Port> listens = std::nullopt;  ///< nothing where it is not known
  std::optional<Port> sends_to = std::nullopt;
  bool keeps_client = false;   ///< whether the target sees the client's address
  bool is_invocation = false;  ///< whether the target is a function
  Reason step = {};
};

/// The load balancers that forward to a resource, by each of their listeners.
std::vector<Forwarder> forwarders_to(const Scene& scene, const tmpl::ResourceEntry& target);

}  // namespace omnitrack::graph
