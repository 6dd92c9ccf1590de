#pragma once

#include "diff/changes/changes.hpp"

namespace omnitrack::diff {

/// Says of groups and launch templates that change that instances which run, or which are launched
/// later, have nothing of it.
void tell_of_launched_instances(StackDiff& diff);

}  // namespace omnitrack::diff
