#include "meaning/condition_logic.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>
#include <vector>

#include "meaning/condition_formula.hpp"

namespace omnitrack::meaning {

bool can_hold_together(const tmpl::Index& index, std::span<const Assumption> assumptions) {
  ConditionFormula formula(index);
  std::vector<std::pair<std::size_t, bool>> wanted;
  for (const Assumption& each : assumptions) {
    if (each.condition.empty()) continue;
    const auto step = formula.add(each.condition);
    if (!step) return false;
    wanted.emplace_back(*step, each.holds);
  }
  if (!formula.add_rules() || !formula.prepare()) return false;
  do {
    formula.work_out();
    const auto is_so = [&formula](const auto& each) {
      return formula.holds(each.first) == each.second;
    };
    if (formula.keeps_rules() && std::all_of(wanted.begin(), wanted.end(), is_so)) return true;
  } while (formula.advance());
  return false;
}

bool can_exist_together(const tmpl::Index& index, const tmpl::ResourceEntry& left,
                        const tmpl::ResourceEntry& right) {
  const std::array<Assumption, 2> both{{{condition_of(left)}, {condition_of(right)}}};
  return can_hold_together(index, both);
}

namespace {

/// Whether a stack can surely have what is there where `these` hold, but not all of `others`.
bool can_be_without(const tmpl::Index& index, std::span<const Assumption> these,
                    std::span<const Assumption> others) {
  return std::ranges::any_of(others, [&](const Assumption& each) {
    if (each.condition.empty()) return false;
    std::vector<Assumption> all(these.begin(), these.end());
    all.push_back({each.condition, !each.holds});
    return can_hold_together(index, all);
  });
}

}  // namespace

bool always_meet(const tmpl::Index& index, std::span<const Assumption> left,
                 std::span<const Assumption> right) {
  std::vector<Assumption> both(left.begin(), left.end());
  both.insert(both.end(), right.begin(), right.end());
  return can_hold_together(index, both) &&
         !(can_be_without(index, left, right) && can_be_without(index, right, left));
}

bool always_meet(const tmpl::Index& index, const tmpl::ResourceEntry& left,
                 const tmpl::ResourceEntry& right) {
  const std::array<Assumption, 1> of_left{{{condition_of(left)}}};
  const std::array<Assumption, 1> of_right{{{condition_of(right)}}};
  return always_meet(index, of_left, of_right);
}

std::string_view condition_of(const tmpl::ResourceEntry& resource) {
  const tmpl::Node* condition = resource.member->value.find("Condition");
  return condition == nullptr ? std::string_view() : condition->text();
}

}  // namespace omnitrack::meaning
