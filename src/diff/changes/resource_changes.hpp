#pragma once

#include <optional>

#include "diff/changes/changes.hpp"
#include "diff/changes/value_changes.hpp"

namespace omnitrack::diff {

/// How a resource that is on both sides changes; nothing where it means the same.
std::optional<ResourceChange> change_of(const tmpl::ResourceEntry& before,
                                        const tmpl::ResourceEntry& after, const Sides& sides);

/// A resource that is on both sides, without changes.
ResourceChange unchanged(const tmpl::ResourceEntry& before, const tmpl::ResourceEntry& after);

/// A resource that is made.
ResourceChange creation_of(const tmpl::ResourceEntry& after);

/// A resource that leaves the stack.
ResourceChange removal_of(const tmpl::ResourceEntry& before);

/// Settles what happens to a resource by the strongest effect of its changes.
void settle_action(ResourceChange& change);

}  // namespace omnitrack::diff
