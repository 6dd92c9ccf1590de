#pragma once

#include "diff/changes/changes.hpp"
#include "diff/changes/value_changes.hpp"

namespace omnitrack::diff {

/// Weakens what a change does where both values may be one thing in other words, and says so: a
/// zone by its name or by its place, a resource by its name or by its ARN, a text that
/// CloudFormation gave back without the characters that it had, and the name of a record.
void settle_other_words(const tmpl::ResourceEntry& before, const tmpl::ResourceEntry& after,
                        const Sides& sides, Change& change);

}  // namespace omnitrack::diff
