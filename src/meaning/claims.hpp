#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "template/index.hpp"

namespace omnitrack::meaning {

/// Something of which there can be one only, and that a resource has: its name, or a block of
/// addresses in a network, the port of a load balancer, ….
struct Claim {
  std::string key = {};               ///< alike for claims of one stack that exclude each other
  std::string text = {};              ///< for a message, e.g. `the name 'orders'`
  std::string_view way = {};          ///< of the property that shows it
  const tmpl::Node* shown = nullptr;  ///< the value that shows it; null where no property does
  bool is_name = false;               ///< a name that identifies it in an account
  bool is_literal = false;            ///< the same in every stack
  bool is_certain = true;  ///< false where a parameter makes it, or where the service may not mind
  bool may_be_shared = false;  ///< the service may not mind a second one
  bool has_rule = false;       ///< a check of its own tells of two in one template
  /// Nothing refuses a second one: both are one thing, which goes with either.
  bool goes_with_other = false;
  std::vector<const tmpl::Node*> values = {};
};

/// Where a claim stands; empty where the resource as a whole makes it.
std::string path_of(const Claim& claim);

/// All claims of a resource.
std::vector<Claim> claims_of(const tmpl::Index& index, const tmpl::ResourceEntry& resource);

/// The type whose resources it shares its claims with; mostly itself.
std::string_view claiming_family(std::string_view type);

}  // namespace omnitrack::meaning
