#include "diff/security/coverage.hpp"

#include <algorithm>
#include <functional>
#include <memory>
#include <unordered_map>

#include "diff/security/compare_names.hpp"

namespace omnitrack::diff {

namespace {

constexpr auto any_of = [](const auto& range, const auto& test) {
  return std::ranges::any_of(range, test);
};
constexpr auto all_of = [](const auto& range, const auto& test) {
  return std::ranges::all_of(range, test);
};

/// More parts of a statement are not told apart unless another statement does.
constexpr std::size_t most_units = 1'000;

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

/// The test that is the same but for the wildcards, which the values have already.
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
std::string without_like(std::string_view operation) {
  constexpr std::string_view like = "like";
  std::string name(operation);
  const std::size_t at = name.rfind(like);
  if (at != std::string::npos) name.replace(at, like.size(), "equals");
  return name;
}

/// Whether one test is another one, or lets through besides what has no value.
bool is_same_or_looser(std::string_view strict, std::string_view loose) {
  return strict == loose || strict == without_exists(loose) ||
         without_like(strict) == without_like(loose) ||
         without_like(strict) == without_like(without_exists(loose));
}

/// Whether what passes one test passes the other.
bool implies(const Test& strict, const Test& loose) {
  if (strict.key != loose.key) return false;
  if (!is_same_or_looser(strict.operation, loose.operation)) return false;
  const bool is_negated = is_negation(strict.operation);
  return is_negated ? all_covered(strict.values, loose.values)
                    : all_covered(loose.values, strict.values);
}

bool imply(const std::vector<Test>& strict, const std::vector<Test>& loose) {
  return all_of(loose, [&](const Test& wanted) {
    return any_of(strict, [&](const Test& each) { return implies(each, wanted); });
  });
}

/// How many parts names have that are looked up by themselves.
std::size_t parts_in(const Names& names) {
  return names.is_negated ? 1 : std::max<std::size_t>(names.patterns.size(), 1);
}

/// Whether three factors make more than can be looked up.
bool are_too_many(std::size_t one, std::size_t two, std::size_t three) {
  return one > most_units || two > most_units || three > most_units ||
         one * two * three > most_units;
}

using SharedNames = std::shared_ptr<const Names>;

/// The names of a statement, which outlives who reads them.
SharedNames whole(const Names& names) { return {std::shared_ptr<void>(), &names}; }

/// Each name by itself; names that are excluded stay together.
std::vector<SharedNames> split(const Names& names) {
  if (names.is_negated || names.patterns.size() == 1) return {whole(names)};
  std::vector<SharedNames> parts;
  for (const Pattern& each : names.patterns) {
    parts.push_back(std::make_shared<Names>(Names{.patterns = {each}}));
  }
  return parts;
}

class Coverage {
 public:
  Coverage(const Grants& others, bool allows, const Atoms& atoms)
      : others_(others), allows_(allows), compare_(atoms) {}

  /// Adds the parts of a statement that are not surely granted.
  void add_not_covered(const Statement& statement, std::vector<Unit>& found) {
    if (compare_.is_exhausted()) {
      found.push_back(undecided(statement));
      return;
    }
    std::vector<SharedNames> who;
    std::vector<SharedNames> what;
    std::vector<SharedNames> where;
    const Names* const names[] = {&statement.who, &statement.what, &statement.where};
    if (!are_too_many(parts_in(*names[0]), parts_in(*names[1]), parts_in(*names[2]))) {
      who = split(statement.who);
      what = split(statement.what);
      where = split(statement.where);
    } else {
      who = alike(statement.who, &Statement::who);
      what = alike(statement.what, &Statement::what);
      where = alike(statement.where, &Statement::where);
    }
    if (are_too_many(who.size(), what.size(), where.size())) {
      found.push_back(undecided(statement));
      return;
    }
    const std::size_t before = found.size();
    for (const SharedNames& principal : who) {
      for (const SharedNames& resource : where) {
        for (const SharedNames& action : what) {
          Unit unit{.of = &statement, .who = principal, .what = action, .where = resource};
          look_up(unit);
          if (unit.granted != Granted::yes) found.push_back(std::move(unit));
        }
      }
    }
    if (!compare_.is_exhausted()) return;
    found.resize(before);
    found.push_back(undecided(statement));
  }

 private:
  static Unit undecided(const Statement& statement) {
    Unit unit{.of = &statement,
              .who = whole(statement.who),
              .what = whole(statement.what),
              .where = whole(statement.where)};
    set_doubt(unit, "there is too much to compare");
    return unit;
  }

  /// Finds out how far a unit is granted.
  void look_up(Unit& unit) {
    for (const Statement& each : others_.statements) {
      if (each.allows != allows_) continue;
      look_at(each, unit);
      if (unit.granted == Granted::yes || compare_.is_exhausted()) return;
    }
  }

  /// The names in groups of those between which none of the other statements tells.
  [[nodiscard]] std::vector<SharedNames> alike(const Names& names, Names Statement::*member) {
    if (names.is_negated) return {whole(names)};
    std::vector<std::shared_ptr<Names>> groups;
    std::unordered_map<std::string, std::size_t> group_of;
    for (const Pattern& each : names.patterns) {
      if (compare_.is_exhausted()) return {};
      const Names alone{.patterns = {each}};
      std::string answers;
      for (const Statement& other : others_.statements) {
        if (other.allows != allows_) continue;
        const Names& set = other.*member;
        answers += compare_.surely_covers(set, alone)          ? 'y'
                   : compare_.may_cover(set, alone) != nullptr ? '?'
                                                               : 'n';
      }
      const auto [group, is_new] = group_of.try_emplace(std::move(answers), groups.size());
      if (is_new) groups.push_back(std::make_shared<Names>());
      groups[group->second]->patterns.push_back(each);
    }
    return {groups.begin(), groups.end()};
  }

  void look_at(const Statement& other, Unit& unit) {
    const Names Statement::*const members[] = {&Statement::who, &Statement::what,
                                               &Statement::where};
    const Names* const parts[] = {unit.who.get(), unit.what.get(), unit.where.get()};
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
  CompareNames compare_;
};

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

/// Statements that are found by what they say.
class StatementSet {
 public:
  explicit StatementSet(const Grants& grants) {
    for (const Statement& each : grants.statements) statements_.emplace(hash_of(each), &each);
  }

  [[nodiscard]] bool has(const Statement& wanted) const {
    const auto [begin, end] = statements_.equal_range(hash_of(wanted));
    return std::any_of(begin, end, [&](const auto& each) { return is_same(wanted, *each.second); });
  }

 private:
  static std::size_t hash_of(const Statement& statement) {
    std::size_t hash = statement.tests.size();
    for (const Names* names : {&statement.who, &statement.what, &statement.where}) {
      for (const Pattern& each : names->patterns) {
        hash = hash * 31 + std::hash<meaning::Symbols>()(each.symbols);
      }
    }
    return hash;
  }

  std::unordered_multimap<std::size_t, const Statement*> statements_;
};

}  // namespace

std::vector<Unit> not_covered(const Grants& grants, const Grants& others, bool allows,
                              const Atoms& atoms) {
  Coverage coverage(others, allows, atoms);
  const StatementSet same(others);
  std::vector<Unit> found;
  for (const Statement& each : grants.statements) {
    if (each.allows == allows && !same.has(each)) coverage.add_not_covered(each, found);
  }
  return found;
}

}  // namespace omnitrack::diff
