#pragma once

#include <cstddef>
#include <span>
#include <utility>
#include <vector>

#include "meaning/value_spec.hpp"
#include "template/model.hpp"

namespace omnitrack::diff {

/// How the items of two lists belong together.
struct ItemMatch {
  std::vector<std::pair<std::size_t, std::size_t>> pairs;  ///< places before and after
  std::vector<std::size_t> gone;                           ///< places before, ascending
  std::vector<std::size_t> added;                          ///< places after, ascending
};

/// Matches the items of two lists whose order says nothing: those that mean the same, then those of
/// one name (`Key`, `IndexName`, …). Where order matters, items match by their places, and a list
/// may only grow or shrink at its end: nothing where that does not describe the change.
/// `are_statements` is said of a policy's list.
std::optional<ItemMatch> match_items(const tmpl::Node& before, const tmpl::Node& after,
                                     const meaning::ValueSpec& list, bool are_statements);

}  // namespace omnitrack::diff
