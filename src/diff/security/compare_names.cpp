#include "diff/security/compare_names.hpp"

#include <algorithm>

namespace omnitrack::diff {

bool CompareNames::covers(const Pattern& pattern, const Pattern& wanted) {
  return is_affordable(pattern, wanted) && meaning::covers(pattern.symbols, wanted.symbols);
}

bool CompareNames::one_covers(const Names& set, const Pattern& wanted) {
  const auto covers_it = [&](const Pattern& each) { return covers(each, wanted); };
  if (set.patterns.size() < PatternSet::worth_its_making) {
    return std::ranges::any_of(set.patterns, covers_it);
  }
  const PatternSet& made = sets_.try_emplace(&set, set.patterns).first->second;
  return made.has_literal(wanted) ||
         std::ranges::any_of(made.wildcards(),
                             [&](const Pattern* each) { return covers_it(*each); });
}

bool CompareNames::may_meet(const Pattern& left, const Pattern& right) {
  return is_affordable(left, right) &&
         meaning::may_overlap(left.symbols, right.symbols,
                              [this](char32_t symbol) { return atoms_.is_unknown(symbol); });
}

bool CompareNames::surely_covers(const Names& set, const Names& part) {
  if (!set.is_negated && !part.is_negated) {
    return std::ranges::all_of(part.patterns,
                               [&](const Pattern& wanted) { return one_covers(set, wanted); });
  }
  if (!set.is_negated) return std::ranges::any_of(set.patterns, &Pattern::is_everything);
  if (!part.is_negated) {
    return !std::ranges::any_of(set.patterns, [&](const Pattern& excluded) {
      return std::ranges::any_of(part.patterns,
                                 [&](const Pattern& each) { return may_meet(excluded, each); });
    });
  }
  return std::ranges::all_of(set.patterns,
                             [&](const Pattern& excluded) { return one_covers(part, excluded); });
}

const Atom* CompareNames::unknown_in(const Names& names) {
  cost_ += names.patterns.size() / 8;
  for (const Pattern& each : names.patterns) {
    for (const char32_t symbol : each.symbols) {
      if (atoms_.is_unknown(symbol)) return &atoms_.at(symbol);
    }
  }
  return nullptr;
}

const Atom* CompareNames::may_cover(const Names& set, const Names& part) {
  const Atom* unknown = unknown_in(part);
  if (unknown == nullptr) unknown = unknown_in(set);
  if (unknown == nullptr || set.is_negated || part.is_negated) return unknown;
  const auto is_unknown = [this](char32_t symbol) { return atoms_.is_unknown(symbol); };
  const bool is_possible = std::ranges::any_of(set.patterns, [&](const Pattern& one) {
    return std::ranges::any_of(part.patterns, [&](const Pattern& other) {
      return is_affordable(one, other) &&
             meaning::may_cover(one.symbols, other.symbols, is_unknown);
    });
  });
  return is_possible ? unknown : nullptr;
}

}  // namespace omnitrack::diff
