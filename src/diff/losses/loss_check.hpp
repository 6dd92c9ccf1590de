#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "diff/verdicts.hpp"
#include "meaning/cases.hpp"

namespace omnitrack::diff {

/// The resources that a deployment makes, by their types.
using MadeResources = std::unordered_multimap<std::string_view, const ResourceChange*>;

/// A resource whose losses are looked for. Where it is on both sides, the checks of values are made
/// for what is updated in place.
struct LossCheck {
  std::span<const StackDiff> all;
  const StackDiff& diff;
  const MadeResources& made;  ///< in the same stack
  const ResourceChange& change;
  std::size_t stack = 0;
  std::vector<Loss>& losses;

  /// A way such as `A/B` in the properties of the deployed resource.
  [[nodiscard]] meaning::Cases before(std::string_view way) const {
    return meaning::cases_at(*diff.before, *change.before, way);
  }
  [[nodiscard]] meaning::Cases after(std::string_view way) const {
    return meaning::cases_at(*diff.after, *change.after, way);
  }

  void report(std::string path, std::string what, std::string hint, bool is_certain = true) const;
};

// The checks, a file each.

/// A resource that goes with its data, because it is removed or replaced.
void find_lost_resource(const LossCheck& check);
/// A resource that is kept where it was, and made anew in another template of its stack.
void find_left_behind(const LossCheck& check);
/// A custom resource of the CDK whose function deletes data once it is removed.
void find_what_custom_resources_delete(const LossCheck& check);
/// What made copies, or kept them, and is removed.
void find_lost_backup_plan(const LossCheck& check);

/// A backup plan that copies less, or a selection that has less.
void find_fewer_backups(const LossCheck& check);

/// Data that is kept for a shorter time.
void find_shorter_retention(const LossCheck& check);
/// New objects of a bucket that are locked for a shorter time.
void find_shorter_object_lock(const LossCheck& check);
/// A protection or a way of recovery that goes away.
void find_dropped_protection(const LossCheck& check);
/// The rules of a bucket that delete more, or sooner.
void find_sooner_expiration(const LossCheck& check);
/// Items of a table that expire by an attribute.
void find_time_to_live(const LossCheck& check);
/// Stacks of a stack set that are deleted.
void find_fewer_stacks(const LossCheck& check);
/// Volumes that are deleted with their instance from now on.
void find_volumes_that_go(const LossCheck& check);
/// The same of an item of a list, such as a replica of a table or a target of a rule.
void find_dropped_item_protection(const LossCheck& check);
/// Backup plans and snapshot policies that keep less.
void find_shorter_backups(const LossCheck& check);
/// Policies in texts that delete by rules of their own.
void find_changed_expiry_policy(const LossCheck& check);
/// A secret whose value is generated anew.
void find_new_secret_value(const LossCheck& check);
/// A policy of removal that keeps less.
void find_weaker_removal_policy(const LossCheck& check);

}  // namespace omnitrack::diff
