#pragma once

#include <span>

#include "diff/changes/changes.hpp"
#include "diff/changes/value_texts.hpp"

namespace omnitrack::diff {

/// Adds what follows in each stack from the changes of the others: by a value that goes from a part
/// of a stack to the stack by an output, from there to another part by a parameter, or to another
/// stack by `Fn::GetStackOutput`.
void follow_handed_values(std::span<StackDiff> diffs, const TextsOfSides& texts);

}  // namespace omnitrack::diff
