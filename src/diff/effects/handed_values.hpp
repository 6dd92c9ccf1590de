#pragma once

#include <span>

#include "diff/changes/changes.hpp"

namespace omnitrack::diff {

/// Adds what follows in the templates of a stack that has parts from the changes in the others: a
/// value that goes from one part by an output to the stack, and by a parameter to another part.
void follow_handed_values(std::span<StackDiff> diffs);

}  // namespace omnitrack::diff
