#pragma once

#include "diff/changes/changes.hpp"
#include "meaning/claims.hpp"

namespace omnitrack::diff {

/// Whether what makes a claim changes though it is written alike.
bool follows_changes(const StackDiff& diff, const ResourceChange& change,
                     const meaning::Claim& claim);

}  // namespace omnitrack::diff
