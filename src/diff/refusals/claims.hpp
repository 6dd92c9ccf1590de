#pragma once

#include <string>

#include "diff/changes/changes.hpp"
#include "meaning/claims.hpp"

namespace omnitrack::diff {

/// Where a claim stands; empty where the resource as a whole makes it.
std::string path_of(const meaning::Claim& claim);

/// Whether what makes a claim changes though it is written alike.
bool follows_changes(const StackDiff& diff, const ResourceChange& change,
                     const meaning::Claim& claim);

}  // namespace omnitrack::diff
