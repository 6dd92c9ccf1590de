#include "meaning/cases.hpp"

#include <algorithm>

#include "meaning/canonical.hpp"
#include "meaning/known.hpp"
#include "meaning/mappings.hpp"

namespace omnitrack::meaning {

namespace {

using tmpl::Index;
using tmpl::Kind;
using tmpl::Node;

/// Splits a value into its cases; at most so deep as a template may nest. Looks up in mappings
/// where there is an index.
void add_cases(const Index* index, Case one, Cases& cases) {
  const Node* value = one.is_seen ? one.value : nullptr;
  if (value == nullptr) {
    cases.push_back(std::move(one));
    return;
  }
  const auto branches = branches_of(*value);
  if (!branches.empty()) {
    for (const bool holds : {true, false}) {
      Case branch{.value = &branches[holds ? 1 : 2], .when = one.when};
      branch.when.push_back({branches[0].text(), holds});
      add_cases(index, std::move(branch), cases);
    }
    return;
  }
  if (is_no_value(*value)) one.value = nullptr;
  if (index != nullptr) {
    const Node* found = looked_up(*index, *value);
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
  if (below.value == nullptr && may_have_more(map)) below.is_seen = false;
  return below;
}

bool contradict(const Case& left, const Case& right) {
  return std::ranges::any_of(left.when, [&](const Assumption& one) {
    return std::ranges::any_of(right.when, [&](const Assumption& other) {
      return one.condition == other.condition && one.holds != other.holds;
    });
  });
}

/// Where a value is looked for: in what has its place in the text, or, since what an alias stands
/// for is written elsewhere, everywhere.
enum class Search : std::uint8_t { by_place, everywhere };

bool may_have(const Node& from, const Node& wanted, Search search) {
  return search == Search::everywhere || (from.begin <= wanted.begin && wanted.end <= from.end);
}

/// The item whose text an offset lies in, where the items stand one after the other; aliases may
/// not.
std::size_t item_at(std::span<const Node> items, std::uint32_t offset) {
  return static_cast<std::size_t>(
      std::ranges::partition_point(items,
                                   [offset](const Node& each) { return each.end <= offset; }) -
      items.begin());
}

bool find_below(const Node& from, const Node& wanted, Search search, const Path& path,
                Location& location) {
  if (&from == &wanted) {
    location.path = path.text();
    return true;
  }
  const auto items = from.items();
  const std::size_t likely = item_at(items, wanted.begin);
  const auto below_item = [&](std::size_t i) {
    const Path at(path, i);
    return may_have(items[i], wanted, search) && find_below(items[i], wanted, search, at, location);
  };
  if (likely < items.size() && below_item(likely)) return true;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (i != likely && below_item(i)) return true;
  }
  const auto branches = branches_of(from);
  for (const tmpl::Member& member : from.members()) {
    if (!may_have(member.value, wanted, search)) continue;
    const Path at(path, member.key());
    if (branches.empty()) {
      if (find_below(member.value, wanted, search, at, location)) return true;
      continue;
    }
    for (std::size_t i = 1; i < 3; ++i) {
      const Path branch(at, i);
      if (!find_below(branches[i], wanted, search, branch, location)) continue;
      location.when.push_back({.condition = branches[0].text(), .holds = i == 1});
      return true;
    }
  }
  return false;
}

}  // namespace

Cases cases_of(const Node* value) {
  Cases cases;
  add_cases(nullptr, {.value = value}, cases);
  return cases;
}

Cases cases_below(const Index& index, const Node* value, std::string_view way) {
  Cases cases;
  add_cases(&index, {.value = value}, cases);
  while (!way.empty()) {
    const std::size_t slash = way.find('/');
    const std::string_view key = way.substr(0, slash);
    way = slash == std::string_view::npos ? std::string_view() : way.substr(slash + 1);
    Cases below;
    for (const Case& each : cases) add_cases(&index, step_into(each, key), below);
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

std::optional<Location> locate(const Node& from, const Node& wanted) {
  Location location;
  const Path root;
  const bool is_found = find_below(from, wanted, Search::by_place, root, location) ||
                        find_below(from, wanted, Search::everywhere, root, location);
  return is_found ? std::optional(std::move(location)) : std::nullopt;
}

std::string property_path(std::string_view way) { return "/Properties/" + std::string(way); }

}  // namespace omnitrack::meaning
