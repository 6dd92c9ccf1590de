#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "graph/network/addresses.hpp"
#include "graph/stacks/scene.hpp"

namespace omnitrack::graph {

/// Who acts.
struct Actor {
  const tmpl::ResourceEntry* entry = nullptr;     ///< null for anybody without credentials
  const tmpl::ResourceEntry* identity = nullptr;  ///< the role, user or group that it acts as
  Reason acts_as = {};                     ///< where it says so; without words where it is it
  std::string unknown_role = {};           ///< the role that is not in the templates
  std::vector<std::string> services = {};  ///< the principals by which services act for it
  std::vector<Addresses> addresses = {};   ///< where it calls from, outside; empty if in AWS
  bool is_anonymous = false;
  bool may_have_role = false;        ///< whether its type acts by a role, where it has one
  std::string_view trusted_as = {};  ///< the service that takes the role up; empty if not known

  [[nodiscard]] bool can_act() const {
    return is_anonymous || identity != nullptr || !unknown_role.empty() || !services.empty();
  }
};

/// Whom a name stands for; several where it acts by several roles, one for each, and as a service.
/// With what it acts on: those by which it does that. Never empty.
std::vector<Actor> actors_of(const Scene& scene, std::string_view name,
                             const tmpl::ResourceEntry* to = nullptr);

/// Whether something that has a list of targets, such as a rule of EventBridge, has one among them;
/// nothing where it has no such list.
std::optional<Reason> sends_to(const Scene& scene, const tmpl::ResourceEntry& from,
                               const tmpl::ResourceEntry& to);

}  // namespace omnitrack::graph
