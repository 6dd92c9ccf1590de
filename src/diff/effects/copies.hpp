#pragma once

#include <string_view>

#include "diff/changes/changes.hpp"

namespace omnitrack::diff {

/// Whether a copy of a resource that is made anew, such as a version of a function, has a change.
bool is_copied(std::string_view type, const Change& change);

/// Says of what changes that a copy of it in the template, made before, goes on without it: the
/// deployment of an API, the version of a function.
void tell_of_old_copies(StackDiff& diff);

}  // namespace omnitrack::diff
