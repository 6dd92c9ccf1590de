#include "diff/security/rows.hpp"

#include <algorithm>
#include <functional>

namespace omnitrack::diff {

namespace {

using Assumed = std::vector<Choice>;

bool same_choice(const Choice& left, const Choice& right) {
  return left.key == right.key && left.holds == right.holds;
}

/// The choice in which two scenarios differ, where it is the only one; else `npos`.
std::size_t only_difference(const Assumed& left, const Assumed& right) {
  constexpr std::size_t none = static_cast<std::size_t>(-1);
  if (left.size() != right.size()) return none;
  std::size_t found = none;
  for (std::size_t i = 0; i < left.size(); ++i) {
    if (same_choice(left[i], right[i])) continue;
    if (left[i].key != right[i].key || found != none) return none;
    found = i;
  }
  return found;
}

// Two scenarios that differ in one choice only do not depend on it.
void reduce(std::vector<Assumed>& scenarios) {
  for (bool has_changed = true; has_changed;) {
    has_changed = false;
    for (std::size_t i = 0; i < scenarios.size() && !has_changed; ++i) {
      for (std::size_t j = i + 1; j < scenarios.size() && !has_changed; ++j) {
        const std::size_t at = only_difference(scenarios[i], scenarios[j]);
        if (at >= scenarios[i].size()) continue;
        scenarios[i].erase(scenarios[i].begin() + static_cast<std::ptrdiff_t>(at));
        scenarios.erase(scenarios.begin() + static_cast<std::ptrdiff_t>(j));
        has_changed = true;
      }
    }
  }
}

std::string shown(const Assumed& scenario) {
  std::string words;
  for (const Choice& each : scenario) {
    if (!words.empty()) words += " and ";
    words += (each.holds ? "" : "not ") + each.shown;
  }
  return words;
}

/// The name of a condition that says something else on each side; empty where none does.
std::string changed_condition(const std::vector<Assumed>& scenarios) {
  for (const Assumed& scenario : scenarios) {
    const auto found = std::ranges::find_if(scenario, &Choice::is_changing);
    if (found != scenario.end()) return found->shown;
  }
  return {};
}

}  // namespace

void Rows::add(Direction direction, SecurityKind kind, const tmpl::ResourceEntry& entry,
               std::string path, std::string what) {
  const std::size_t hash = std::hash<std::string>()(what);
  const auto [begin, end] = by_what_.equal_range(hash);
  for (auto at = begin; at != end; ++at) {
    Row& each = rows_[at->second];
    const SecurityChange& change = each.change;
    if (change.direction == direction && change.kind == kind &&
        change.logical_id == entry.logical_id && change.what == what) {
      each.is_current = true;
      return;
    }
  }
  by_what_.emplace(hash, rows_.size());
  rows_.push_back({.change = {.direction = direction,
                              .kind = kind,
                              .logical_id = entry.logical_id,
                              .type_name = entry.type_name,
                              .path = std::move(path),
                              .what = std::move(what)}});
}

void Rows::end_scenario(std::span<const Choice> choices) {
  for (Row& each : rows_) {
    if (each.is_current) each.scenarios.emplace_back(choices.begin(), choices.end());
    each.is_current = false;
  }
}

void Rows::give_up(const tmpl::ResourceEntry& entry, SecurityKind kind) {
  clear();
  add(Direction::unclear, kind, entry, {},
      "depends on more conditions than can be tried out together");
  rows_.back().scenarios.emplace_back();
}

void Rows::move_into(std::vector<SecurityChange>& changes) {
  for (Row& each : rows_) {
    reduce(each.scenarios);
    const std::string changed = changed_condition(each.scenarios);
    if (!changed.empty()) {
      // Where it is not so, nothing is more open.
      if (each.change.direction == Direction::wider) each.change.direction = Direction::unclear;
      each.change.what += "; it depends on the condition " + changed + ", which changes";
    } else if (!each.scenarios.front().empty()) {
      std::vector<std::string> words;
      for (const Assumed& scenario : each.scenarios) words.push_back(shown(scenario));
      each.change.what += ", where " + words.front();
      if (words.size() > 1) each.change.what += ", and in other cases";
    }
    changes.push_back(std::move(each.change));
  }
  clear();
}

void Rows::clear() {
  rows_.clear();
  by_what_.clear();
}

}  // namespace omnitrack::diff
