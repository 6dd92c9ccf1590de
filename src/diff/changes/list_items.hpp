#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <string>
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

/// How a statement of either side is written, alike for those that say the same.
struct StatementTexts {
  std::function<std::string(const tmpl::Node&)> before;
  std::function<std::string(const tmpl::Node&)> after;
};

/// Matches the items of two lists whose order says nothing: those that mean the same, then those of
/// one name (`Key`, `IndexName`, …). Where order matters, items match by their places, and a list
/// may only grow or shrink at its end: nothing where that does not describe the change.
/// `statements` is given for those of a policy.
std::optional<ItemMatch> match_items(const tmpl::Node& before, const tmpl::Node& after,
                                     const meaning::ValueSpec& list,
                                     const StatementTexts* statements = nullptr);

}  // namespace omnitrack::diff
