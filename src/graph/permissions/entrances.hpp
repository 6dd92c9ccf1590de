#pragma once

#include <string_view>
#include <vector>

#include "graph/permissions/actors.hpp"
#include "graph/permissions/permissions.hpp"

namespace omnitrack::graph {

/// A way to a resource beside policies: a mapping by which a function takes what a queue or a
/// stream holds, a list of rights of a bucket, the policy that a topic has by default, or a
/// resource that is open to everybody. Nothing where there is none, or where another action is
/// asked for.
std::optional<Allowed> entrance_to(const Scene& scene, const Actor& actor,
                                   const tmpl::ResourceEntry& to,
                                   std::optional<std::string_view> action);

/// The actions by all of which a function takes what a resource of a type holds; none where it does
/// so by other means than its role.
std::vector<std::string_view> reading_actions(std::string_view type);

/// Whether a function has a URL that asks for no signature, or perhaps asks for none.
bool has_open_url(const Scene& scene, const tmpl::ResourceEntry& function);

/// Why something hands nothing on, whatever it may do; nothing where it does.
std::optional<Reason> switched_off(const Scene& scene, const Actor& actor);

}  // namespace omnitrack::graph
