#pragma once

#include "diff/changes/changes.hpp"

namespace omnitrack::diff {

/// Settles what the specification says only under a condition: the replacement is decided where the
/// templates tell it, and explained where they do not. Paths whose nested values replace a resource
/// are settled too.
void settle_effect(const tmpl::ResourceEntry& after, Change& change);

}  // namespace omnitrack::diff
