#include "diff/effects/empty_ones.hpp"

#include <algorithm>

#include "diff/effects/stateful.hpp"

namespace omnitrack::diff {

namespace {

/// The only resource of a type with an action; null where there are others or none.
const ResourceChange* only_one(const StackDiff& diff, std::string_view type, Action action) {
  const auto is_such = [&](const ResourceChange& each) {
    return each.action == action && each.type_name == type;
  };
  const auto found = std::ranges::find_if(diff.resources, is_such);
  if (found == diff.resources.end()) return nullptr;
  return std::ranges::count_if(diff.resources, is_such) == 1 ? &*found : nullptr;
}

}  // namespace

void tell_of_empty_ones(StackDiff& diff) {
  for (ResourceChange& made : diff.resources) {
    if (made.action != Action::create || !made.is_stateful || !made.reason.empty()) continue;
    if (is_restored(*made.after) || only_one(diff, made.type_name, Action::create) == nullptr) {
      continue;
    }
    const ResourceChange* kept = only_one(diff, made.type_name, Action::retain);
    if (kept == nullptr) continue;
    made.reason = "it begins empty, and '" + std::string(kept->logical_id) +
                  "' stays with its data, outside of the stack";
  }
}

}  // namespace omnitrack::diff
