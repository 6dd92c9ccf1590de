#pragma once

#include <string_view>

#include "diff/changes/changes.hpp"

namespace omnitrack::diff {

/// Whether what Ref (an empty attribute) or GetAtt gives of a resource stays the same though the
/// resource is replaced: it is a property, or is made of properties, that are set and do not
/// change, such as a name.
bool is_stable(const ResourceChange& change, std::string_view attribute);

/// Whether an attribute of a resource that is updated in place changes: it is a property that does,
/// or a number of its versions.
bool changes_in_place(const ResourceChange& change, std::string_view attribute);

/// Whether an attribute is what a custom resource or a nested stack answers, which may be another
/// one after a change in place.
bool may_answer_otherwise(const ResourceChange& change, std::string_view attribute);

}  // namespace omnitrack::diff
