#pragma once

#include "graph/network/interfaces.hpp"

namespace omnitrack::graph {

/// Whether resources of a type are instances, or launch some.
bool launches_instances(const InterfaceKind& kind);

/// The network interfaces of an instance, or of what a group or a fleet launches: by its own
/// properties and those of its launch template, and of what is attached to it besides.
std::vector<Interface> interfaces_of_launched(const Scene& scene, const tmpl::ResourceEntry& entry,
                                              const InterfaceKind& kind);

}  // namespace omnitrack::graph
