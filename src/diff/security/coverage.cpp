#include "diff/security/coverage.hpp"

#include <algorithm>

namespace omnitrack::diff {

using meaning::covers;
using meaning::may_overlap;

namespace {

constexpr auto any_of = [](const auto& range, const auto& test) {
  return std::ranges::any_of(range, test);
};
constexpr auto all_of = [](const auto& range, const auto& test) {
  return std::ranges::all_of(range, test);
};

/// Compares names; `is_open` says which symbols may be any text.
struct Compare {
  const Atoms& atoms;

  [[nodiscard]] bool may_meet(const Pattern& left, const Pattern& right) const {
    return may_overlap(left.symbols, right.symbols,
                       [this](char32_t symbol) { return atoms.is_unknown(symbol); });
  }

  [[nodiscard]] bool surely_covers(const Names& set, const Names& part) const {
    if (!set.is_negated && !part.is_negated) {
      return all_of(part.patterns, [&](const Pattern& wanted) {
        return any_of(set.patterns,
                      [&](const Pattern& each) { return covers(each.symbols, wanted.symbols); });
      });
    }
    if (!set.is_negated) return any_of(set.patterns, &Pattern::is_everything);
    if (!part.is_negated) {
      return !any_of(set.patterns, [&](const Pattern& excluded) {
        return any_of(part.patterns, [&](const Pattern& each) { return may_meet(excluded, each); });
      });
    }
    return all_of(set.patterns, [&](const Pattern& excluded) {
      return any_of(part.patterns,
                    [&](const Pattern& each) { return covers(each.symbols, excluded.symbols); });
    });
  }

  [[nodiscard]] const Atom* unknown_in(const Names& names) const {
    for (const Pattern& each : names.patterns) {
      for (const char32_t symbol : each.symbols) {
        if (atoms.is_unknown(symbol)) return &atoms.at(symbol);
      }
    }
    return nullptr;
  }

  /// What decides whether the set covers the part; null where nothing unknown does.
  [[nodiscard]] const Atom* may_cover(const Names& set, const Names& part) const {
    const Atom* unknown = unknown_in(part);
    if (unknown == nullptr) unknown = unknown_in(set);
    if (unknown == nullptr || set.is_negated || part.is_negated) return unknown;
    const auto is_unknown = [this](char32_t symbol) { return atoms.is_unknown(symbol); };
    const bool is_possible = any_of(set.patterns, [&](const Pattern& one) {
      return any_of(part.patterns, [&](const Pattern& other) {
        return meaning::may_cover(one.symbols, other.symbols, is_unknown);
      });
    });
    return is_possible ? unknown : nullptr;
  }
};

bool is_negation(std::string_view operation) {
  return operation.find("not") != std::string_view::npos;
}

bool all_covered(const std::vector<Pattern>& set, const std::vector<Pattern>& parts) {
  return all_of(parts, [&](const Pattern& part) {
    return any_of(set, [&](const Pattern& each) { return value_covers(each, part); });
  });
}

std::string_view without_exists(std::string_view operation) {
  constexpr std::string_view suffix = "ifexists";
  if (operation.ends_with(suffix)) operation.remove_suffix(suffix.size());
  return operation;
}

/// Whether what passes one test passes the other.
bool implies(const Test& strict, const Test& loose) {
  if (strict.key != loose.key) return false;
  if (strict.operation != loose.operation && without_exists(loose.operation) != strict.operation) {
    return false;
  }
  const bool is_negated = is_negation(strict.operation);
  return is_negated ? all_covered(strict.values, loose.values)
                    : all_covered(loose.values, strict.values);
}

bool imply(const std::vector<Test>& strict, const std::vector<Test>& loose) {
  return all_of(loose, [&](const Test& wanted) {
    return any_of(strict, [&](const Test& each) { return implies(each, wanted); });
  });
}

class Coverage {
 public:
  Coverage(const Grants& others, bool allows, const Atoms& atoms)
      : others_(others), allows_(allows), compare_{atoms} {}

  /// Finds out how far a unit is granted.
  void look_up(Unit& unit) const {
    for (const Statement& each : others_.statements) {
      if (each.allows != allows_) continue;
      look_at(each, unit);
      if (unit.granted == Granted::yes) return;
    }
  }

 private:
  void look_at(const Statement& other, Unit& unit) const {
    const Names Statement::*const members[] = {&Statement::who, &Statement::what,
                                               &Statement::where};
    const Names* const parts[] = {&unit.who, &unit.what, &unit.where};
    std::string doubt;
    for (int i = 0; i < 3; ++i) {
      const Names& set = other.*members[i];
      if (compare_.surely_covers(set, *parts[i])) continue;
      const Atom* unknown = compare_.may_cover(set, *parts[i]);
      if (unknown == nullptr) return;
      if (doubt.empty()) doubt = unknown->unknown;
    }
    const std::vector<Test>& tests = unit.of->tests;
    if (imply(tests, other.tests)) {
      if (doubt.empty()) {
        unit.granted = Granted::yes;
      } else {
        set_doubt(unit, "it depends on " + doubt);
      }
    } else if (imply(other.tests, tests)) {
      unit.is_relaxed = true;
    } else {
      set_doubt(unit, "its conditions change");
    }
  }

  static void set_doubt(Unit& unit, std::string words) {
    unit.granted = Granted::perhaps;
    if (unit.doubt.empty()) unit.doubt = std::move(words);
  }

  const Grants& others_;
  bool allows_;
  Compare compare_;
};

/// Each name by itself; names that are excluded stay together.
std::vector<Names> split(const Names& names) {
  if (names.is_negated) return {names};
  std::vector<Names> parts;
  for (const Pattern& each : names.patterns) parts.push_back({.patterns = {each}});
  return parts;
}

bool same_names(const Names& left, const Names& right) {
  return left.is_negated == right.is_negated &&
         std::ranges::equal(left.patterns, right.patterns, {}, &Pattern::symbols,
                            &Pattern::symbols);
}

bool same_tests(const std::vector<Test>& left, const std::vector<Test>& right) {
  return std::ranges::equal(left, right, [](const Test& one, const Test& other) {
    return one.operation == other.operation && one.key == other.key &&
           std::ranges::equal(one.values, other.values, {}, &Pattern::symbols, &Pattern::symbols);
  });
}

bool is_same(const Statement& left, const Statement& right) {
  return left.allows == right.allows && same_names(left.who, right.who) &&
         same_names(left.what, right.what) && same_names(left.where, right.where) &&
         same_tests(left.tests, right.tests);
}

}  // namespace

std::vector<Unit> not_covered(const Grants& grants, const Grants& others, bool allows,
                              const Atoms& atoms) {
  const Coverage coverage(others, allows, atoms);
  std::vector<Unit> found;
  for (const Statement& each : grants.statements) {
    if (each.allows != allows) continue;
    if (any_of(others.statements, [&](const Statement& other) { return is_same(each, other); })) {
      continue;
    }
    const auto actions = split(each.what);
    const auto resources = split(each.where);
    for (const Names& who : split(each.who)) {
      for (const Names& resource : resources) {
        for (const Names& action : actions) {
          Unit unit{.of = &each, .who = who, .what = action, .where = resource};
          coverage.look_up(unit);
          if (unit.granted != Granted::yes) found.push_back(std::move(unit));
        }
      }
    }
  }
  return found;
}

}  // namespace omnitrack::diff
