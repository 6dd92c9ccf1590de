#include <algorithm>

#include "diff/effects/stable_values.hpp"
#include "diff/refusals/refusal_check.hpp"
#include "meaning/known.hpp"
#include "meaning/references.hpp"

namespace omnitrack::diff {

using meaning::Case;
using meaning::for_each_pair;
using meaning::same_case;

namespace {

void refuse_updates(const RefusalCheck& check) {
  refuse_index_changes(check);
  refuse_replica_changes(check);
  refuse_time_to_live_change(check);
  refuse_user_pool_changes(check);
  refuse_fixed_properties(check);
  refuse_switching_off(check);
  refuse_smaller_sizes(check);
  refuse_versions(check);
  refuse_shard_counts(check);
  refuse_mixed_updates(check);
}

}  // namespace

bool has_both_sides(const ResourceChange& change) {
  return change.before != nullptr && change.after != nullptr &&
         change.before->type_name == change.after->type_name;
}

bool is_unconditional(const tmpl::Index* index, const tmpl::ResourceEntry* resource) {
  return resource == nullptr ||
         (meaning::condition_of(*resource).empty() && !index->may_rewrite_resources() &&
          !meaning::may_be_rewritten(*resource));
}

void RefusalCheck::report(GradedCode code, RefusalWords words) const {
  words.is_certain = words.is_certain && is_unconditional(diff.before, change.before) &&
                     is_unconditional(diff.after, change.after);
  report_refusal(refusals, code, stack, change.logical_id, change.type_name, std::move(words));
}

void report_refusal(std::vector<Refusal>& refusals, GradedCode code, std::size_t stack,
                    std::string_view logical_id, std::string_view type_name, RefusalWords words) {
  refusals.push_back({.code = code.text(),
                      .stack = stack,
                      .logical_id = logical_id,
                      .type_name = type_name,
                      .path = std::move(words.path),
                      .what = std::move(words.what),
                      .hint = std::move(words.hint),
                      .is_certain = words.is_certain && code.severity() == Severity::error,
                      .has_phases = words.has_phases});
}

std::set<std::string_view> named_in(const tmpl::Node* value) {
  std::set<std::string_view> names;
  if (value == nullptr) return names;
  meaning::for_each_name_in(*value, [&](const meaning::Name& name) { names.insert(name.text); });
  return names;
}

bool is_deleted(const ResourceChange& change) {
  const bool goes = change.action == Action::remove || change.is_replaced();
  return goes && change.before != nullptr && change.disposition != Disposition::retained;
}

bool is_removed(const StackDiff& diff, std::string_view logical_id) {
  const ResourceChange* change = diff.find(logical_id);
  return change != nullptr && change->action == Action::remove;
}

bool follows_replacement(const StackDiff& diff, const tmpl::Node& value) {
  bool follows = false;
  meaning::for_each_name_in(value, [&](const meaning::Name& name) {
    if (name.of != meaning::Name::Of::entry) return;
    const ResourceChange* target = diff.find(name.text);
    if (target == nullptr || target->before == nullptr || target->after == nullptr) return;
    if (target->is_replaced() && !is_stable(*target, name.attribute)) follows = true;
  });
  return follows;
}

bool is_surely_made(const StackDiff& diff, const ResourceChange& change) {
  return change.is_made() && change.action != Action::may_replace && !change.may_not_happen &&
         is_unconditional(diff.after, change.after);
}

void for_each_difference(const RefusalCheck& check, std::string_view way,
                         const std::function<void(const Case&, const Case&, bool)>& visit) {
  for_each_pair(check.before(way), check.after(way),
                [&visit](const Case& before, const Case& after, bool is_always) {
                  if (!same_case(before, after)) visit(before, after, is_always);
                });
}

std::vector<Refusal> find_refusals(std::span<const StackDiff> diffs) {
  std::vector<Refusal> refusals;
  for (std::size_t stack = 0; stack < diffs.size(); ++stack) {
    for (const ResourceChange& change : diffs[stack].resources) {
      const RefusalCheck check{diffs[stack], change, stack, refusals};
      refuse_type_change(check);
      refuse_protected_deletion(check);
      if (!has_both_sides(change)) continue;
      refuse_container_service_changes(check);
      refuse_another_provider(check);
      // What is surely replaced is made anew.
      if (change.action != Action::replace) refuse_updates(check);
    }
  }
  refuse_deletion_of_full(diffs, refusals);
  refuse_subnets_in_use(diffs, refusals);
  refuse_claims(diffs, refusals);
  refuse_claims_in_place(diffs, refusals);
  refuse_too_many(diffs, refusals);
  refuse_overlaps(diffs, refusals);
  refuse_records(diffs, refusals);
  refuse_path_variables(diffs, refusals);
  refuse_shared_target_groups(diffs, refusals);
  refuse_same_versions(diffs, refusals);
  refuse_log_groups(diffs, refusals);
  refuse_deletion_at_the_edge(diffs, refusals);
  refuse_deletion_of_launched(diffs, refusals);
  refuse_lost_interfaces(diffs, refusals);
  refuse_kept_networks(diffs, refusals);
  refuse_other_networks(diffs, refusals);
  refuse_export_changes(diffs, refusals);
  refuse_templates(diffs, refusals);
  std::stable_partition(refusals.begin(), refusals.end(),
                        [](const Refusal& each) { return each.is_certain; });
  return refusals;
}

}  // namespace omnitrack::diff
