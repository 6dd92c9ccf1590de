#pragma once

#include "diff/changes/changes.hpp"

namespace omnitrack::diff {

/// The templates of a stack with what is known filled in, before they are compared.
StackDiff filled_pair(const StackPair& pair);

}  // namespace omnitrack::diff
