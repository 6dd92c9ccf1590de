#pragma once

#include "diff/changes/changes.hpp"

namespace omnitrack::diff {

/// What is made or goes by a parameter's default does so only where no other value is given.
void doubt_default(const meaning::Expanded& side, ResourceChange& change);

/// What neither side says itself follows from what SAM's `Globals` say.
void tell_of_globals(const StackDiff& diff, ResourceChange& change);

}  // namespace omnitrack::diff
