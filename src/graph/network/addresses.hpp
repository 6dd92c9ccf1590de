#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "graph/stacks/scene.hpp"
#include "meaning/ip_network.hpp"

namespace omnitrack::graph {

/// Addresses of one family, as far as they are known.
struct Addresses {
  std::optional<meaning::IpNetwork> network = std::nullopt;  ///< all of them lie in it
  bool is_exact = false;                                     ///< whether they are all of it
  std::string_view vpc = {};        ///< the VPC that they are of; empty where that is not known
  bool are_all_of_vpc = false;      ///< whether they are all that the VPC has
  bool is_met_on_internet = false;  ///< whether each of them is a public one
  std::string_view service = {};    ///< the service of AWS whose public addresses they are
  std::string shown = {};
  std::string unknown = {};  ///< what they depend on; empty where they are known
};

/// Whether a rule about some addresses is one about others: about each of them, about none, or that
/// is not known.
Verdict takes_in(const Addresses& rule, const Addresses& others);

/// What decides it where it is not known.
std::string what_decides(const Addresses& rule, const Addresses& others);

/// Everybody on the internet.
Addresses whole_internet(bool is_v6);

/// Whether addresses can be met on the internet: not those for private use.
bool is_public(const meaning::IpNetwork& network);

/// The addresses that a value says, such as the CIDR block of a rule.
Addresses read_addresses(const Scene& scene, const tmpl::Node& value);

/// The addresses of a subnet.
Addresses addresses_of_subnet(const Scene& scene, const tmpl::ResourceEntry& subnet, bool is_v6);

/// Sorts networks, the larger ones first, and keeps each once.
void keep_each_once(std::vector<meaning::IpNetwork>& networks);

/// The networks that routes, network ACLs and prefix lists name. Which of them, and of those that
/// security groups name, an address lies in is all that rules can ask of it.
std::vector<meaning::IpNetwork> named_networks(const tmpl::Index& index);

/// Addresses, and each part of them that a rule tells from the rest.
std::vector<Addresses> told_apart(const Addresses& addresses,
                                  const std::vector<meaning::IpNetwork>& named);

}  // namespace omnitrack::graph
