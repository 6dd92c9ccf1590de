#include "diff/security/changed_names.hpp"

#include <algorithm>

#include "meaning/canonical.hpp"
#include "meaning/condition_logic.hpp"
#include "meaning/known.hpp"
#include "meaning/references.hpp"

namespace omnitrack::diff {

using meaning::find_value;
using meaning::same_meaning;
using tmpl::Index;
using tmpl::Member;
using tmpl::Node;

namespace {

bool same_or_absent(const Node* left, const Node* right) {
  if (left == nullptr || right == nullptr) return left == right;
  return same_meaning(*left, *right, {});
}

}  // namespace

ChangedNames::ChangedNames(const StackDiff& diff) {
  if (diff.before == nullptr || diff.after == nullptr) return;
  const Index& before = *diff.written_before();
  const Index& after = *diff.written_after();
  add_parameters(before, after);
  add_mappings(before, after);
  add_conditions(*diff.conditions_before, *diff.conditions_after);
}

void ChangedNames::add_parameters(const Index& before, const Index& after) {
  for (const tmpl::ParameterEntry& each : after.parameters()) {
    const tmpl::ParameterEntry* old = before.find_parameter(each.name);
    if (old == nullptr) continue;
    if (!same_or_absent(find_value(&old->member->value, "Default"),
                        find_value(&each.member->value, "Default"))) {
      names_.insert(each.name);
    }
  }
}

void ChangedNames::add_mappings(const Index& before, const Index& after) {
  for (const Member& each : after.mappings()) {
    const Member* old = before.find_mapping(each.key());
    if (old != nullptr && !same_meaning(old->value, each.value, {})) {
      mappings_.emplace(each.key(), meaning::ComparedMapping(old->value, each.value));
    }
  }
}

void ChangedNames::add_conditions(const meaning::ConditionTexts& before,
                                  const meaning::ConditionTexts& after) {
  for (const Member& each : after.index().conditions()) {
    const Member* old = before.index().find_condition(each.key());
    if (old == nullptr || same_meaning(old->value, each.value, {})) continue;
    if (!meaning::same_condition(before, each.key(), after, each.key())) names_.insert(each.key());
  }
  meaning::grow_conditions(after.index(), [this](const Member& each) {
    return are_mentioned(each.value) && names_.insert(each.key()).second;
  });
}

bool ChangedNames::are_mentioned(const Node& value) const {
  if (is_empty()) return false;
  bool are_mentioned = false;
  meaning::for_each_call(value, [&](const Node& call) {
    are_mentioned = are_mentioned || is_changed_look_up(call);
    meaning::for_each_name(call, [&](const meaning::Name& name) {
      // What has attributes is a resource.
      if (name.attribute.empty() && has(name.text)) are_mentioned = true;
    });
  });
  return are_mentioned;
}

bool ChangedNames::is_changed_look_up(const Node& call) const {
  if (!call.calls(tmpl::Function::find_in_map)) return false;
  const auto items = call.argument().items();
  const auto found = items.empty() ? mappings_.end() : mappings_.find(items[0].text());
  return found != mappings_.end() &&
         (items.size() < 3 || found->second.cells_at(call.argument()).any_differ);
}

}  // namespace omnitrack::diff
