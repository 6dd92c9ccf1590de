#include <algorithm>
#include <map>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "diff/security/acl.hpp"
#include "diff/security/joined_stack.hpp"
#include "diff/security/network.hpp"
#include "diff/security/permissions.hpp"
#include "diff/security/settings.hpp"
#include "diff/security/shown_secrets.hpp"
#include "diff/security/stack_view.hpp"
#include "diff/security/taken_away.hpp"
#include "diff/verdicts.hpp"

namespace omnitrack::diff {

namespace {

using Direction = SecurityChange::Direction;

/// The places of the resources in the new template, those of gone ones after them.
std::map<std::string_view, std::size_t> order_of(const StackDiff& diff) {
  std::map<std::string_view, std::size_t> order;
  for (const tmpl::Index* index : {diff.after, diff.before}) {
    if (index == nullptr) continue;
    for (const tmpl::ResourceEntry& each : index->resources()) {
      order.emplace(each.logical_id, order.size());
    }
  }
  return order;
}

int rank_of(Direction direction) {
  return direction == Direction::wider ? 0 : direction == Direction::unclear ? 1 : 2;
}

void find_in_stack(const StackDiff& diff, std::size_t stack, std::vector<SecurityChange>& all) {
  StackView view(diff);
  if (view.touched().empty()) return;
  std::vector<SecurityChange> changes;
  find_permission_changes(view, changes);
  find_network_changes(view, changes);
  find_acl_changes(view, changes);
  find_setting_changes(view, changes);
  find_policies_taken_away(diff, changes);
  if (changes.empty()) return;
  const auto order = order_of(diff);
  std::ranges::stable_sort(
      changes, {}, [&order](const SecurityChange& each) { return order.at(each.logical_id); });
  for (SecurityChange& each : changes) {
    each.stack = stack;
    all.push_back(std::move(each));
  }
}

/// The same of a stack with its parts, told of the templates that the resources stand in.
void find_in_joined(const JoinedStack& joined, std::vector<SecurityChange>& all) {
  std::vector<SecurityChange> changes;
  find_in_stack(joined.diff(), 0, changes);
  for (SecurityChange& each : changes) {
    const JoinedStack::Home home = joined.home_of(each.logical_id);
    each.stack = home.stack;
    each.logical_id = home.resource->logical_id;
    each.type_name = home.resource->type_name;
    all.push_back(std::move(each));
  }
}

}  // namespace

std::vector<SecurityChange> find_security_changes(std::span<const StackDiff> diffs) {
  std::vector<SecurityChange> changes;
  std::unordered_set<std::string_view> names;
  std::unordered_map<std::string_view, std::vector<std::size_t>> parts;  // of the stacks by name
  for (std::size_t i = 0; i < diffs.size(); ++i) {
    names.insert(diffs[i].name);
    if (!diffs[i].part_of.empty()) parts[diffs[i].part_of].push_back(i);
  }
  for (std::size_t i = 0; i < diffs.size(); ++i) {
    find_shown_secrets(diffs[i], i, changes);
    if (!diffs[i].part_of.empty() && names.contains(diffs[i].part_of)) continue;
    const JoinedStack joined(diffs, i, parts[diffs[i].name]);
    if (joined.has_parts()) {
      find_in_joined(joined, changes);
    } else {
      find_in_stack(diffs[i], i, changes);
    }
  }
  std::ranges::stable_sort(changes, {},
                           [](const SecurityChange& each) { return rank_of(each.direction); });
  return changes;
}

}  // namespace omnitrack::diff
