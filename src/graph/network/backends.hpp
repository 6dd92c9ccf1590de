#pragma once

#include "graph/stacks/scene.hpp"

namespace omnitrack::graph {

/// How something that is no part of a VPC connects to what is behind it.
enum class BackendWay : std::uint8_t {
  by_internet,   ///< to a public address
  private_link,  ///< past the network, to a load balancer
  by_link,       ///< from addresses that a link has in a VPC
  in_vpc,        ///< from addresses that CloudFront takes in the VPC
};

/// What an API or a distribution hands calls to.
struct Backend {
  BackendWay way = BackendWay::by_internet;
  const tmpl::ResourceEntry* link = nullptr;  ///< the link that it goes by
  Reason step = {};
};

/// Whether resources of a type hand calls on to what is behind them.
bool has_backends(std::string_view type);

/// How a resource hands calls to another one; nothing where it does not.
std::vector<Backend> backends_at(const Scene& scene, const tmpl::ResourceEntry& from,
                                 const tmpl::ResourceEntry& to);

}  // namespace omnitrack::graph
