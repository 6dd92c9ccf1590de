#pragma once

#include "graph/network/addresses.hpp"

namespace omnitrack::graph {

/// What a route leads to.
enum class Hop : std::uint8_t {
  none,  ///< there is no route
  local,
  internet_gateway,
  egress_only_gateway,
  nat_gateway,
  peering,
  transit_gateway,
  appliance,  ///< an instance, a network interface or an endpoint of a gateway load balancer
  elsewhere,  ///< a VPN, a carrier or local gateway, a core network: what is behind is not known
};

/// The route that traffic to some addresses takes.
struct Route {
  Hop hop = Hop::none;
  const tmpl::ResourceEntry* target = nullptr;  ///< null where it is none of the templates
  std::string target_shown = {};
  Reason reason = {};
  std::string unknown = {};  ///< what may lead it elsewhere; empty where it is sure
};

/// The route table of a subnet; null for the main one of its VPC, and where it is not known.
struct TableOfSubnet {
  const tmpl::ResourceEntry* entry = nullptr;
  std::string unknown = {};  ///< why it is not known
};
TableOfSubnet table_of(const Scene& scene, const tmpl::ResourceEntry& subnet);

/// The most specific route from a subnet to addresses, which rules do not tell apart.
Route route_from(const Scene& scene, const tmpl::ResourceEntry& subnet, const Addresses& to);

}  // namespace omnitrack::graph
