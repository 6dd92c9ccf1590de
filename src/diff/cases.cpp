#include "diff/cases.hpp"

#include <algorithm>

#include "diff/meaning.hpp"
#include "validate/known.hpp"

namespace omnitrack::diff {

namespace {

using tmpl::Function;
using tmpl::Index;
using tmpl::Kind;
using tmpl::Node;
using validate::known_text;

/// What a look-up gives; null where it is not known.
const Node* looked_up(const Index& index, const Node& call) {
  const auto keys = call.argument().items();
  if (keys.size() != 3) return nullptr;
  const auto row = known_text(&keys[1]);
  const auto column = known_text(&keys[2]);
  const tmpl::Member* mapping = index.find_mapping(keys[0].text());
  if (mapping == nullptr || !row || !column) return nullptr;
  const Node* found = mapping->value.find(*row);
  return found == nullptr ? nullptr : found->find(*column);
}

/// Splits a value into its branches; at most so deep as a template may nest.
void add_cases(const Index& index, Case one, Cases& cases) {
  const Node* value = one.is_seen ? one.value : nullptr;
  const bool is_choice =
      value != nullptr && value->calls(Function::if_) && value->argument().items().size() == 3;
  if (is_choice) {
    const auto items = value->argument().items();
    for (const bool holds : {true, false}) {
      Case branch{.value = &items[holds ? 1 : 2], .when = one.when};
      branch.when.push_back({items[0].text(), holds});
      add_cases(index, std::move(branch), cases);
    }
    return;
  }
  if (value != nullptr && validate::is_no_value(*value)) one.value = nullptr;
  if (value != nullptr && value->calls(Function::find_in_map)) {
    const Node* found = looked_up(index, *value);
    if (found != nullptr) one.value = found;
  }
  cases.push_back(std::move(one));
}

Case step_into(const Case& around, std::string_view key) {
  Case below{.is_seen = around.is_seen, .when = around.when};
  if (around.value == nullptr || !around.is_seen) return below;
  const Node& map = *around.value;
  if (map.is_call() || !map.is(Kind::map)) {
    below.is_seen = false;
    return below;
  }
  below.value = map.find(key);
  if (below.value == nullptr && validate::may_have_more(map)) below.is_seen = false;
  return below;
}

bool contradict(const Case& left, const Case& right) {
  return std::ranges::any_of(left.when, [&](const validate::Assumption& one) {
    return std::ranges::any_of(right.when, [&](const validate::Assumption& other) {
      return one.condition == other.condition && one.holds != other.holds;
    });
  });
}

}  // namespace

Cases cases_below(const Index& index, const Node* value, std::string_view way) {
  Cases cases;
  add_cases(index, {.value = value}, cases);
  while (!way.empty()) {
    const std::size_t slash = way.find('/');
    const std::string_view key = way.substr(0, slash);
    way = slash == std::string_view::npos ? std::string_view() : way.substr(slash + 1);
    Cases below;
    for (const Case& each : cases) add_cases(index, step_into(each, key), below);
    cases = std::move(below);
  }
  return cases;
}

Cases cases_at(const Index& index, const tmpl::ResourceEntry& resource, std::string_view way) {
  return cases_below(index, resource.properties, way);
}

Case only_case(Cases cases) {
  return cases.size() == 1 ? std::move(cases.front()) : Case{.is_seen = false};
}

void for_each_pair(const Cases& before, const Cases& after,
                   const std::function<void(const Case&, const Case&, bool)>& visit) {
  for (const Case& old_case : before) {
    for (const Case& new_case : after) {
      if (contradict(old_case, new_case)) continue;
      visit(old_case, new_case, old_case.when.empty() && new_case.when.empty());
    }
  }
}

bool same_case(const Case& before, const Case& after) {
  if (before.value == nullptr || after.value == nullptr) {
    return before.value == after.value && before.is_seen && after.is_seen;
  }
  return same_meaning(*before.value, *after.value, {});
}

const Node* only_value(const Index& index, const tmpl::ResourceEntry& resource,
                       std::string_view way) {
  const Case one = only_case(cases_at(index, resource, way));
  return one.is_seen ? one.value : nullptr;
}

std::string property_path(std::string_view way) { return "/Properties/" + std::string(way); }

}  // namespace omnitrack::diff
