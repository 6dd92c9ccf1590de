#include "graph/permissions/units.hpp"

#include <algorithm>

#include "support/letters.hpp"

namespace omnitrack::graph {

using diff::Atoms;
using diff::Names;
using diff::Pattern;
using diff::Statement;

namespace {

/// What a pattern depends on that is not known before the deployment.
std::string unknown_in(const Pattern& pattern, const Atoms& atoms) {
  for (const char32_t symbol : pattern.symbols) {
    if (atoms.is_unknown(symbol)) return atoms.at(symbol).unknown;
  }
  return {};
}

bool may_meet(const Pattern& left, const Pattern& right, const Atoms& atoms) {
  return meaning::may_overlap(left.symbols, right.symbols,
                              [&atoms](char32_t symbol) { return atoms.is_unknown(symbol); });
}

Pattern literal(std::string_view text) {
  return {.symbols = diff::symbols_of(text), .shown = std::string(text)};
}

void add_once(std::vector<Common>& found, Common one) {
  const bool is_there = std::ranges::any_of(found, [&one](const Common& each) {
    return meaning::covers(each.pattern.symbols, one.pattern.symbols) && each.unknown.empty();
  });
  if (!is_there) found.push_back(std::move(one));
}

/// The parts of names that are among the wanted ones.
std::vector<Common> wanted_parts(const Names& names, const std::vector<Pattern>& wanted,
                                 const Atoms& atoms) {
  std::vector<Common> found;
  for (const Pattern& each : wanted) {
    if (!names.is_negated) {
      for (const Pattern& name : names.patterns) {
        if (auto common = common_part(name, each, atoms)) add_once(found, std::move(*common));
      }
      continue;
    }
    Common rest{.pattern = each};
    bool is_excluded = false;
    for (const Pattern& name : names.patterns) {
      is_excluded = is_excluded || meaning::covers(name.symbols, each.symbols);
      const std::string unknown = unknown_in(name, atoms);
      if (!unknown.empty() && may_meet(name, each, atoms)) rest.unknown = unknown;
    }
    if (!is_excluded) add_once(found, std::move(rest));
  }
  return found;
}

TakesAway against(const Names& names, const Pattern& pattern, const Atoms& atoms,
                  std::string& unknown) {
  if (names.is_negated) {
    for (const Pattern& each : names.patterns) {
      if (meaning::covers(each.symbols, pattern.symbols)) return TakesAway::nothing;
      if (!may_meet(each, pattern, atoms)) continue;
      unknown = unknown_in(each, atoms);
      return unknown.empty() ? TakesAway::part : TakesAway::perhaps;
    }
    return TakesAway::all;
  }
  TakesAway most = TakesAway::nothing;
  for (const Pattern& each : names.patterns) {
    if (meaning::covers(each.symbols, pattern.symbols)) return TakesAway::all;
    if (!may_meet(each, pattern, atoms)) continue;
    std::string open = unknown_in(each, atoms);
    if (open.empty()) open = unknown_in(pattern, atoms);
    most = std::max(most, open.empty() ? TakesAway::part : TakesAway::perhaps);
    if (!open.empty()) unknown = std::move(open);
  }
  return most;
}

}  // namespace

std::optional<Common> common_part(const Pattern& left, const Pattern& right, const Atoms& atoms) {
  if (meaning::covers(left.symbols, right.symbols)) return Common{.pattern = right};
  if (meaning::covers(right.symbols, left.symbols)) return Common{.pattern = left};
  if (!may_meet(left, right, atoms)) return std::nullopt;
  std::string unknown = unknown_in(left, atoms);
  if (unknown.empty()) unknown = unknown_in(right, atoms);
  return Common{.pattern = left, .unknown = std::move(unknown)};
}

Question question_about(const Target& target, std::optional<std::string_view> action) {
  Question question{.target = &target};
  if (action) {
    question.actions.push_back(literal(support::to_lower(*action)));
    question.actions.back().shown = std::string(*action);
    return question;
  }
  for (const std::string& each : target.services) {
    Pattern all = literal(each + ":");
    all.symbols += meaning::any_text;
    all.shown += '*';
    question.actions.push_back(std::move(all));
  }
  return question;
}

std::vector<Unit> units_of(const Statement& statement, const Question& question,
                           const Atoms& atoms) {
  std::vector<Unit> units;
  const auto places = wanted_parts(statement.where, question.target->names, atoms);
  if (places.empty()) return units;
  for (const Common& action : wanted_parts(statement.what, question.actions, atoms)) {
    for (const Common& place : places) {
      Unit unit{.by = &statement, .action = action.pattern, .where = place.pattern};
      unit.answer = open_answer();
      for (const std::string& unknown : {action.unknown, place.unknown}) {
        if (unknown.empty()) continue;
        unit.answer.verdict = Verdict::perhaps;
        unit.answer.unknowns.push_back(unknown);
      }
      units.push_back(std::move(unit));
    }
  }
  return units;
}

TakesAway takes_away(const Statement& denial, const Unit& unit, const Atoms& atoms,
                     std::string& unknown) {
  const TakesAway what = against(denial.what, unit.action, atoms, unknown);
  const TakesAway where = against(denial.where, unit.where, atoms, unknown);
  const TakesAway least = std::min(what, where);
  if (least == TakesAway::nothing) return least;
  // Part of the actions at part of the places is a part.
  if (what == TakesAway::perhaps || where == TakesAway::perhaps) return TakesAway::perhaps;
  return least;
}

std::string condition_words(const std::vector<diff::Test>& tests) {
  std::string words;
  for (const diff::Test& each : tests) {
    words += (words.empty() ? "" : " and ") + each.shown;
  }
  if (words.empty()) return {};
  return (tests.size() == 1 ? "the condition on " : "the conditions on ") + words;
}

}  // namespace omnitrack::graph
