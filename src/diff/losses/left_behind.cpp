#include <algorithm>

#include "diff/effects/stateful.hpp"
#include "diff/losses/loss_check.hpp"

namespace omnitrack::diff {

namespace {

std::string_view whole_of(const StackDiff& diff) {
  return diff.part_of.empty() ? diff.name : diff.part_of;
}

/// The template of the same stack in which the resource is made anew; null where there is none.
const StackDiff* new_home(const LossCheck& check) {
  const auto found = std::ranges::find_if(check.all, [&](const StackDiff& each) {
    if (&each == &check.diff || whole_of(each) != whole_of(check.diff)) return false;
    const ResourceChange* made = each.find(check.change.logical_id);
    return made != nullptr && made->action == Action::create &&
           made->type_name == check.change.type_name;
  });
  return found == check.all.end() ? nullptr : &*found;
}

}  // namespace

void find_left_behind(const LossCheck& check) {
  if (check.change.action != Action::retain) return;
  const StackDiff* home = new_home(check);
  if (home == nullptr) return;
  check.report({},
               held_data(*check.change.before) + ", which stay in the old one: the new one in '" +
                   home->name + "' begins empty",
               "keep it where it lives by the lock file, or move it by a stack refactoring first");
}

}  // namespace omnitrack::diff
