#pragma once

#include "diff/changes/changes.hpp"

namespace omnitrack::diff {

/// Marks the entries whose effect is seen in resources alone: `Globals`, loops that are expanded,
/// and conditions that only have another name.
void mark_what_is_told_elsewhere(StackDiff& diff);

}  // namespace omnitrack::diff
