#pragma once

#include "diff/changes/changes.hpp"

namespace omnitrack::diff {

/// What is made or goes by a parameter's default does so only where no other value is given.
void doubt_default(const meaning::Expanded& side, ResourceChange& change);

/// A resource that the other template has too, and that comes or goes by its condition alone.
void tell_of_condition(const tmpl::Index* other, ResourceChange& change);

/// What neither side says itself follows from what SAM's `Globals` say.
void tell_of_globals(const StackDiff& diff, ResourceChange& change);

}  // namespace omnitrack::diff
