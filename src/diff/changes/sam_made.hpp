#pragma once

#include "diff/changes/changes.hpp"

namespace omnitrack::diff {

/// Says of changed resources of SAM's what its transform makes of them newly, or no more.
void tell_of_made(StackDiff& diff);

}  // namespace omnitrack::diff
