#include <algorithm>

#include "diff/effects/stateful.hpp"
#include "diff/losses/loss_check.hpp"

namespace omnitrack::diff {

namespace {

std::string_view whole_of(const StackDiff& diff) {
  return diff.part_of.empty() ? diff.name : diff.part_of;
}

}  // namespace

const StackDiff* new_home(std::span<const StackDiff> all, const StackDiff& diff,
                          std::string_view logical_id) {
  const auto found = std::ranges::find_if(all, [&](const StackDiff& each) {
    if (&each == &diff || whole_of(each) != whole_of(diff)) return false;
    const ResourceChange* made = each.find(logical_id);
    return made != nullptr && made->action == Action::create;
  });
  return found == all.end() ? nullptr : &*found;
}

void find_left_behind(const LossCheck& check) {
  if (check.change.action != Action::retain) return;
  const StackDiff* home = new_home(check.all, check.diff, check.change.logical_id);
  if (home == nullptr || home->find(check.change.logical_id)->type_name != check.change.type_name) {
    return;
  }
  check.report({},
               held_data(*check.change.before) + ", which stay in the old one: the new one in '" +
                   home->name + "' begins empty",
               "keep it where it lives by the lock file, or move it by a stack refactoring first");
}

}  // namespace omnitrack::diff
