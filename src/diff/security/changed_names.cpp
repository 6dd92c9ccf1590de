#include "diff/security/changed_names.hpp"

#include <algorithm>

#include "diff/meaning.hpp"
#include "template/sub_text.hpp"
#include "validate/known.hpp"

namespace omnitrack::diff {

using tmpl::Function;
using tmpl::Index;
using tmpl::Kind;
using tmpl::Member;
using tmpl::Node;
using validate::find_value;

namespace {

bool same_or_absent(const Node* left, const Node* right) {
  if (left == nullptr || right == nullptr) return left == right;
  return same_meaning(*left, *right, {});
}

}  // namespace

ChangedNames::ChangedNames(const Index* before, const Index* after) {
  if (before == nullptr || after == nullptr) return;
  add_parameters(*before, *after);
  add_mappings(*before, *after);
  add_conditions(*before, *after);
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
    if (old != nullptr && !same_meaning(old->value, each.value, {})) names_.insert(each.key());
  }
}

// A condition may stand before the one that it names, so the search ends when nothing is added.
void ChangedNames::add_conditions(const Index& before, const Index& after) {
  for (const Member& each : after.conditions()) {
    const Member* old = before.find_condition(each.key());
    if (old != nullptr && !same_meaning(old->value, each.value, {})) names_.insert(each.key());
  }
  for (bool has_grown = !names_.empty(); has_grown;) {
    has_grown = false;
    for (const Member& each : after.conditions()) {
      if (!has(each.key()) && are_mentioned(each.value)) {
        names_.insert(each.key());
        has_grown = true;
      }
    }
  }
}

bool ChangedNames::are_named(const Node& call) const {
  const Node& argument = call.argument();
  switch (call.function) {
    case Function::ref:
    case Function::condition:
      return has(argument.text());
    case Function::if_:
    case Function::find_in_map:
      return !argument.items().empty() && has(argument.items().front().text());
    case Function::sub: {
      const std::string_view text =
          argument.items().empty() ? argument.text() : argument.items().front().text();
      tmpl::SubVariables variables(text);
      while (const auto variable = variables.next()) {
        if (has(variable->name)) return true;
      }
      return false;
    }
    default:
      return false;
  }
}

bool ChangedNames::are_mentioned(const Node& value) const {
  if (names_.empty() || value.is_scalar()) return false;
  if (value.is_call() && are_named(value)) return true;
  if (value.is(Kind::list)) {
    return std::ranges::any_of(value.items(),
                               [this](const Node& each) { return are_mentioned(each); });
  }
  return std::ranges::any_of(value.members(),
                             [this](const Member& each) { return are_mentioned(each.value); });
}

}  // namespace omnitrack::diff
