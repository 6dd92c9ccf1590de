#pragma once

#include "diff/changes/changes.hpp"

namespace omnitrack::diff {

/// Weakens what replaces a resource in one branch of `Fn::If` only: which branch is deployed is not
/// known. The values are those of the old side's `resource`.
void settle_branches(const tmpl::ResourceEntry& resource, Changes& changes);

}  // namespace omnitrack::diff
