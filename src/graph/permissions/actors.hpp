#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "graph/stacks/scene.hpp"

namespace omnitrack::graph {

/// Who acts.
struct Actor {
  const tmpl::ResourceEntry* entry = nullptr;     ///< null for anybody without credentials
  const tmpl::ResourceEntry* identity = nullptr;  ///< the role, user or group that it acts as
  Reason acts_as = {};                     ///< where it says so; without words where it is it
  std::string unknown_role = {};           ///< the role that is not in the templates
  std::vector<std::string> services = {};  ///< the principals by which services act for it
  bool is_anonymous = false;
  bool may_have_role = false;  ///< whether its type acts by a role, where it has one

  [[nodiscard]] bool can_act() const {
    return is_anonymous || identity != nullptr || !unknown_role.empty() || !services.empty();
  }
};

/// Whom a name stands for; several where it acts by several roles, one for each. Never empty.
std::vector<Actor> actors_of(const Scene& scene, std::string_view name);

}  // namespace omnitrack::graph
