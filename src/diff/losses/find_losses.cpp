#include <algorithm>

#include "diff/losses/loss_check.hpp"

namespace omnitrack::diff {

namespace {

void find_losses_in_place(const LossCheck& check) {
  find_shorter_retention(check);
  find_shorter_object_lock(check);
  find_dropped_protection(check);
  find_dropped_item_protection(check);
  find_volumes_that_go(check);
  find_fewer_stacks(check);
  find_sooner_expiration(check);
  find_time_to_live(check);
  find_shorter_backups(check);
  find_changed_expiry_policy(check);
  find_new_secret_value(check);
  find_weaker_removal_policy(check);
}

MadeResources made_in(const StackDiff& diff) {
  MadeResources made;
  for (const ResourceChange& each : diff.resources) {
    if (each.action == Action::create) made.emplace(each.type_name, &each);
  }
  return made;
}

bool is_updated(const ResourceChange& change) {
  // What is surely replaced is made anew: the old one's values say nothing of it.
  return change.before != nullptr && change.after != nullptr && change.action != Action::replace;
}

}  // namespace

void LossCheck::report(std::string path, std::string what, std::string hint,
                       bool is_certain) const {
  losses.push_back({.stack = stack,
                    .logical_id = change.logical_id,
                    .type_name = change.type_name,
                    .path = std::move(path),
                    .what = std::move(what),
                    .hint = std::move(hint),
                    .is_certain = is_certain});
}

std::vector<Loss> find_losses(std::span<const StackDiff> diffs) {
  std::vector<Loss> losses;
  for (std::size_t stack = 0; stack < diffs.size(); ++stack) {
    const MadeResources made = made_in(diffs[stack]);
    for (const ResourceChange& change : diffs[stack].resources) {
      const LossCheck check{diffs, diffs[stack], made, change, stack, losses};
      find_lost_resource(check);
      find_left_behind(check);
      find_lost_backup_plan(check);
      find_fewer_backups(check);
      find_what_custom_resources_delete(check);
      if (is_updated(change)) find_losses_in_place(check);
    }
  }
  std::stable_partition(losses.begin(), losses.end(),
                        [](const Loss& each) { return each.is_certain; });
  return losses;
}

}  // namespace omnitrack::diff
