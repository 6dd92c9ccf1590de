#pragma once

#include <set>
#include <string>
#include <string_view>

#include "diff/changes/changes.hpp"
#include "diff/changes/value_texts.hpp"
#include "meaning/path.hpp"
#include "meaning/value_spec.hpp"

namespace omnitrack::diff {

/// The stronger of two effects.
inline Effect stronger(Effect one, Effect other) { return one < other ? other : one; }

/// What a change of the value at a spec does by itself.
Effect effect_of(const meaning::ValueSpec& spec);

/// The strongest effect of a whole value that comes or goes.
Effect effect_of(const tmpl::Node& value, const meaning::ValueSpec& spec);

/// The two templates that values are of.
struct Sides {
  const meaning::Filled* before;  ///< null where there is none
  const meaning::Filled* after;
  const meaning::ConditionTexts* conditions_before;  ///< null where there is no template
  const meaning::ConditionTexts* conditions_after;
  const meaning::Surroundings& surroundings;
  const TextsOfSides& texts;
  std::size_t stack;                 ///< its place in these
  std::set<std::string_view>& used;  ///< the pseudo parameters that made values the same
};

/// Appends how two values differ in meaning, as deep as it can be told: either may be null. `outer`
/// is what a change of anything around them does. What is written alike but is filled in by others
/// is no difference of these: it follows from those.
void find_changes(const tmpl::Node* before, const tmpl::Node* after, const meaning::ValueSpec& spec,
                  const meaning::Path& path, Effect outer, const Sides& sides, Changes& changes);

/// Puts the values that the templates write in place of those that were filled in to compare them.
void put_as_written(Changes& changes, const Sides& sides);

}  // namespace omnitrack::diff
