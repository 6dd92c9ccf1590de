#pragma once

#include "graph/permissions/actors.hpp"
#include "graph/permissions/permissions.hpp"

namespace omnitrack::graph {

/// A way to a resource beside policies: a mapping by which a function takes what a queue or a
/// stream holds, or a method of an API that anybody may call. Nothing where there is none, or where
/// another action is asked for.
std::optional<Allowed> entrance_to(const Scene& scene, const Actor& actor,
                                   const tmpl::ResourceEntry& to,
                                   std::optional<std::string_view> action);

/// Why something hands nothing on, whatever it may do; nothing where it does.
std::optional<Reason> switched_off(const Scene& scene, const Actor& actor);

}  // namespace omnitrack::graph
