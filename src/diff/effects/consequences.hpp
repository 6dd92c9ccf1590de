#pragma once

#include "diff/changes/changes.hpp"

namespace omnitrack::diff {

/// Adds what follows from the changes of a stack: what refers to a replaced resource, or to an
/// attribute that changes, by Ref, GetAtt or Sub, as far as that reaches; what looks up a mapping
/// or chooses by a condition that changed. Resources, and outputs, that only change by this are
/// added.
void add_consequences(StackDiff& diff);

}  // namespace omnitrack::diff
