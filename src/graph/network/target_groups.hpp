#pragma once

#include "graph/network/groups.hpp"

namespace omnitrack::graph {

/// A target group, and the port at which a resource is its target.
struct Membership {
  const tmpl::ResourceEntry* group = nullptr;
  std::optional<int> port = std::nullopt;
  std::string unknown = {};  ///< what it depends on; empty where it is sure
};

/// The target groups that a resource is registered with.
std::vector<Membership> memberships_of(const Scene& scene, const tmpl::ResourceEntry& target);

/// The number that a text is; nothing for any other.
std::optional<int> number_of(const std::optional<std::string>& text);

}  // namespace omnitrack::graph
