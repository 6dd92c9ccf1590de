#pragma once

#include "diff/changes/changes.hpp"

namespace omnitrack::diff {

/// Weakens what replaces a resource in one branch of `Fn::If` only: which branch is deployed is not
/// known, but where the resource's own condition chooses. What that never chooses does nothing.
void settle_branches(const tmpl::ResourceEntry& before, const tmpl::ResourceEntry& after,
                     Changes& changes);

}  // namespace omnitrack::diff
