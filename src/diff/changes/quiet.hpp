#pragma once

#include "diff/changes/changes.hpp"

namespace omnitrack::diff {

// What differs and does nothing to what is deployed: metadata, the order in which resources are
// made, the tags and resources by which a tool finds its own, and texts in another form.

/// Whether a change is only of these.
bool is_quiet(const Change& change);
bool is_quiet(const ResourceChange& change);
bool is_quiet(const EntryChange& change);

}  // namespace omnitrack::diff
