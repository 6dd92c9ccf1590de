#pragma once

#include "graph/network/groups.hpp"

namespace omnitrack::graph {

/// A load balancer, or an endpoint, that forwards to a resource.
struct Forwarder {
  const tmpl::ResourceEntry* balancer = nullptr;
  std::optional<Port> listens = std::nullopt;  ///< nothing where it is any, or not known
  std::optional<Port> sends_to = std::nullopt;
  bool keeps_client = false;            ///< whether the target sees the client's address
  bool is_invocation = false;           ///< whether the target is a function
  bool is_private_link = false;         ///< whether no network lies between them
  std::vector<Addresses> clients = {};  ///< whom it forwards alone; everybody where there are none
  Reason step = {};
  std::string unknown = {};  ///< what it depends on whether it forwards
};

/// The load balancers and endpoints that forward to a resource, by each of their listeners.
std::vector<Forwarder> forwarders_to(const Scene& scene, const tmpl::ResourceEntry& target);

}  // namespace omnitrack::graph
