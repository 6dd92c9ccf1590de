#pragma once

#include <vector>

#include "diff/changes/changes.hpp"
#include "diff/verdicts.hpp"

namespace omnitrack::diff {

/// Finds policies that a new resource takes over and that the deletion of an old one takes away.
void find_policies_taken_away(const StackDiff& diff, std::vector<SecurityChange>& changes);

}  // namespace omnitrack::diff
