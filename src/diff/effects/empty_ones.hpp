#pragma once

#include "diff/changes/changes.hpp"

namespace omnitrack::diff {

/// Says of a resource that is made while the only other one of its type is kept outside of the
/// stack that the data stays there.
void tell_of_empty_ones(StackDiff& diff);

}  // namespace omnitrack::diff
