#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "graph/stacks/scene.hpp"

namespace omnitrack::graph {

/// What is acted on: a resource and what is in it.
struct Target {
  const tmpl::ResourceEntry* entry = nullptr;
  std::vector<std::string> services = {};  ///< the prefixes of the actions that are about it
  std::vector<diff::Pattern> names = {};   ///< its ARN, and those of what is in it
  bool needs_own_policy = false;           ///< whether its own policy has to allow too
  bool is_open_by_default = false;         ///< whether it has none that it is closed by
};

/// The target of a resource; without services where policies say nothing of it.
Target target_of(const Scene& scene, const tmpl::ResourceEntry& entry);

/// The ARNs by which a service says for which resource it calls.
std::vector<diff::Pattern> source_arns(const Scene& scene, const tmpl::ResourceEntry& entry);

}  // namespace omnitrack::graph
