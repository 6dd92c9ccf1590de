#pragma once

#include <cstddef>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "diff/verdicts.hpp"
#include "meaning/cases.hpp"
#include "omnitrack/finding_code.hpp"

namespace omnitrack::diff {

/// What is said of something that is refused, besides where it is.
struct RefusalWords {
  std::string path = {};
  std::string what;
  std::string hint;
  bool is_certain = true;
  bool has_phases = false;
};

/// A resource whose change may be refused.
struct RefusalCheck {
  const StackDiff& diff;
  const ResourceChange& change;
  std::size_t stack = 0;
  std::vector<Refusal>& refusals;

  [[nodiscard]] meaning::Cases before(std::string_view way) const {
    return meaning::cases_at(*diff.before, *change.before, way);
  }
  [[nodiscard]] meaning::Cases after(std::string_view way) const {
    return meaning::cases_at(*diff.after, *change.after, way);
  }
  [[nodiscard]] bool is_type(std::string_view type) const { return change.type_name == type; }

  /// Nothing is certain of a resource that exists under a condition only, or that a macro may
  /// rewrite.
  void report(FindingCode<Severity::error> code, RefusalWords words) const {
    report(as_error(code), std::move(words));
  }
  void report(FindingCode<Severity::info> code, RefusalWords words) const {
    report(as_info(code), std::move(words));
  }

 private:
  void report(GradedCode code, RefusalWords words) const;
};

/// A refusal of what is not a resource, or is of several. What is an info is never certain.
void report_refusal(std::vector<Refusal>& refusals, GradedCode code, std::size_t stack,
                    std::string_view logical_id, std::string_view type_name, RefusalWords words);

/// Whether a resource is surely there, and as it is written.
bool is_unconditional(const tmpl::Index* index, const tmpl::ResourceEntry* resource);

/// Whether a resource is there before and after, as one type.
bool has_both_sides(const ResourceChange& change);

/// The resources that a value names.
std::set<std::string_view> named_in(const tmpl::Node* value);

/// Whether the physical resource is deleted at the end.
bool is_deleted(const ResourceChange& change);

/// Whether a resource leaves the stack to be deleted.
bool is_removed(const StackDiff& diff, std::string_view logical_id);

/// Whether a value refers to something that is replaced, so that it will be another.
bool follows_replacement(const StackDiff& diff, const tmpl::Node& value);

/// Whether a resource is surely made.
bool is_surely_made(const StackDiff& diff, const ResourceChange& change);

/// Visits the pairs of cases of a property in which it differs.
void for_each_difference(
    const RefusalCheck& check, std::string_view way,
    const std::function<void(const meaning::Case& before, const meaning::Case& after,
                             bool is_always)>& visit);

// The checks of one resource that is updated in place.

void refuse_index_changes(const RefusalCheck& check);
void refuse_replica_changes(const RefusalCheck& check);
void refuse_time_to_live_change(const RefusalCheck& check);
void refuse_user_pool_changes(const RefusalCheck& check);
void refuse_fixed_properties(const RefusalCheck& check);
void refuse_switching_off(const RefusalCheck& check);
void refuse_smaller_sizes(const RefusalCheck& check);
void refuse_versions(const RefusalCheck& check);
void refuse_shard_counts(const RefusalCheck& check);
void refuse_mixed_updates(const RefusalCheck& check);

// The checks of one resource, whatever happens to it.

void refuse_container_service_changes(const RefusalCheck& check);
void refuse_another_provider(const RefusalCheck& check);
void refuse_type_change(const RefusalCheck& check);
void refuse_protected_deletion(const RefusalCheck& check);

// The checks of stacks.

/// Subnets that leave a group while something may be in them.
void refuse_deletion_of_full(std::span<const StackDiff> diffs, std::vector<Refusal>& refusals);
void refuse_subnets_in_use(std::span<const StackDiff> diffs, std::vector<Refusal>& refusals);
/// Names, and what else there can be once, that a new resource claims while an old one has it.
void refuse_claims(std::span<const StackDiff> diffs, std::vector<Refusal>& refusals);
/// The same where a resource takes it up, or lets it go, by an update in place.
void refuse_claims_in_place(std::span<const StackDiff> diffs, std::vector<Refusal>& refusals);
/// More resources of a kind than there may be until the old ones go.
void refuse_too_many(std::span<const StackDiff> diffs, std::vector<Refusal>& refusals);
/// New subnets whose addresses lie among those of old ones.
void refuse_overlaps(std::span<const StackDiff> diffs, std::vector<Refusal>& refusals);
/// Variable path parts of an API's resource that a new one gets while an old one is there.
void refuse_path_variables(std::span<const StackDiff> diffs, std::vector<Refusal>& refusals);
/// Records beside a CNAME record of their name, or of a zone that is named otherwise than before.
void refuse_records(std::span<const StackDiff> diffs, std::vector<Refusal>& refusals);
/// Target groups that a new load balancer takes while an old one has them.
void refuse_shared_target_groups(std::span<const StackDiff> diffs, std::vector<Refusal>& refusals);
/// Versions of functions that have not changed since the last one.
void refuse_same_versions(std::span<const StackDiff> diffs, std::vector<Refusal>& refusals);
/// Log groups that a service has made by itself.
void refuse_log_groups(std::span<const StackDiff> diffs, std::vector<Refusal>& refusals);
/// Functions that go while CloudFront has replicas of them.
void refuse_deletion_at_the_edge(std::span<const StackDiff> diffs, std::vector<Refusal>& refusals);
/// Security groups that go while instances of an Auto Scaling group stay in them.
void refuse_deletion_of_launched(std::span<const StackDiff> diffs, std::vector<Refusal>& refusals);
/// Security groups that are left behind with the network interfaces of a function.
void refuse_lost_interfaces(std::span<const StackDiff> diffs, std::vector<Refusal>& refusals);
/// Subnets and security groups that are deleted while something retained stays in them.
void refuse_kept_networks(std::span<const StackDiff> diffs, std::vector<Refusal>& refusals);
/// What stays in its network while its subnets are made anew in another one.
void refuse_other_networks(std::span<const StackDiff> diffs, std::vector<Refusal>& refusals);
/// Exports that go or change while another stack imports them.
void refuse_export_changes(std::span<const StackDiff> diffs, std::vector<Refusal>& refusals);
/// Parameters that need a value, and templates without resources.
void refuse_templates(std::span<const StackDiff> diffs, std::vector<Refusal>& refusals);

}  // namespace omnitrack::diff
