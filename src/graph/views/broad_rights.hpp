#pragma once

#include <set>
#include <utility>
#include <vector>

#include "graph/model/graph.hpp"
#include "graph/permissions/permissions.hpp"
#include "graph/views/answers.hpp"

namespace omnitrack::graph {

/// A right that no reference tells: by a pattern, a managed policy, or a resource open to all.
struct BroadRight {
  std::size_t from = nowhere;  ///< `nowhere` for the internet
  std::size_t to = nowhere;    ///< `nowhere` for every resource of the templates
  Permission permission = {};
};

/// The rights that no reference tells.
struct BroadRights {
  std::vector<BroadRight> found = {};
  bool is_too_much = false;  ///< whether there are too many pairs to ask about
};

/// Asks for the rights of everybody who acts, and of the internet, but for the pairs that are known
/// already. Roles by which others act are theirs.
BroadRights broad_rights(const Graph& graph, const Permissions& permissions,
                         const JoinedNames& names,
                         const std::set<std::pair<std::size_t, std::size_t>>& known);

}  // namespace omnitrack::graph
