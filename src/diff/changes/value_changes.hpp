#pragma once

#include <string>
#include <string_view>

#include "diff/changes/changes.hpp"
#include "diff/changes/place.hpp"
#include "validate/finding.hpp"

namespace omnitrack::diff {

/// The stronger of two effects.
inline Effect stronger(Effect one, Effect other) { return one < other ? other : one; }

/// A path as a JSON pointer (RFC 6901); empty for the root.
std::string pointer(const validate::Path& path);

/// What a change of the value at a place does by itself.
Effect effect_of(const Place& place);

/// The strongest effect of a whole value that comes or goes.
Effect effect_of(const tmpl::Node& value, const Place& place);

/// Appends how two values differ in meaning, as deep as it can be told: either may be null. `outer`
/// is what a change of anything around them does.
void find_changes(const tmpl::Node* before, const tmpl::Node* after, const Place& place,
                  const validate::Path& path, Effect outer, Changes& changes);

}  // namespace omnitrack::diff
