#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "meaning/ip_network.hpp"
#include "template/index.hpp"

namespace omnitrack::meaning {

/// The networks of a VPC, those of each branch of a condition among them.
struct VpcNetworks {
  std::vector<IpNetwork> all;
  std::string text;          ///< as they are written, for a message
  bool are_complete = true;  ///< false where one comes from a pool or a parameter
};

/// The networks of each VPC of a template, by its logical id.
std::unordered_map<std::string_view, VpcNetworks> vpc_networks(const tmpl::Index& index);

}  // namespace omnitrack::meaning
