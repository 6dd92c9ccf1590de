#pragma once

#include <span>

#include "diff/changes/changes.hpp"
#include "diff/changes/value_texts.hpp"
#include "diff/effects/handed_value.hpp"

namespace omnitrack::diff {

/// Adds what follows from the changes of a stack: what refers to a replaced resource, or to an
/// attribute that changes, by Ref, GetAtt or Sub, as far as that reaches; what looks up a mapping
/// or chooses by a condition that changed; what reads a value that is handed in from outside.
/// Resources, and outputs, that only change by this are added. What was added before stays. A text
/// that is known on both sides, and the same, does not change by anything. `stack` is the place of
/// the stack in the texts.
void add_consequences(StackDiff& diff, std::span<const HandedValue> handed,
                      const TextsOfSides& texts, std::size_t stack);

}  // namespace omnitrack::diff
