#pragma once

#include <map>
#include <string>
#include <vector>

#include "graph/model/graph.hpp"

namespace omnitrack::graph {

/// How a subnet reaches the internet, as far as its template's routes tell.
enum class Tier : std::uint8_t {
  open,      ///< by an internet gateway
  outgoing,  ///< by a NAT gateway or what else takes its traffic out
  closed,    ///< not at all
};

/// A subnet in its VPC.
struct SubnetPlace {
  std::size_t vpc = nowhere;
  Tier tier = Tier::closed;
  std::string zone;   ///< alike for subnets of one zone
  std::string title;  ///< of the zone, for people
  std::string cidr;   ///< empty where it is not known
};

/// Where resources stand in the networks of their templates.
struct NetworkPlaces {
  std::map<std::size_t, SubnetPlace> subnets;  ///< by resource
  std::vector<std::size_t> vpcs;
  /// The subnets of each resource that is drawn on its own, in the order of the templates.
  std::vector<std::vector<std::size_t>> subnets_of;
  /// Whether it stands in subnets, or by its security groups in a VPC, that a parameter gives.
  std::vector<bool> are_given;
  /// The VPC that it or a security group of it names, where it is in no subnet; else `nowhere`.
  std::vector<std::size_t> vpc_of;
};

/// Finds them by what resources and their parts name.
NetworkPlaces find_network_places(const Graph& graph);

}  // namespace omnitrack::graph
