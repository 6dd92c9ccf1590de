#pragma once

#include <string>
#include <string_view>

#include "diff/changes/changes.hpp"
#include "meaning/path.hpp"
#include "meaning/value_spec.hpp"

namespace omnitrack::diff {

/// The stronger of two effects.
inline Effect stronger(Effect one, Effect other) { return one < other ? other : one; }

/// What a change of the value at a spec does by itself.
Effect effect_of(const meaning::ValueSpec& spec);

/// The strongest effect of a whole value that comes or goes.
Effect effect_of(const tmpl::Node& value, const meaning::ValueSpec& spec);

/// Appends how two values differ in meaning, as deep as it can be told: either may be null. `outer`
/// is what a change of anything around them does.
void find_changes(const tmpl::Node* before, const tmpl::Node* after, const meaning::ValueSpec& spec,
                  const meaning::Path& path, Effect outer, Changes& changes);

}  // namespace omnitrack::diff
