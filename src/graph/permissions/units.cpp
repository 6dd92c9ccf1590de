#include "graph/permissions/units.hpp"

#include <algorithm>

#include "graph/permissions/action_kinds.hpp"
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

bool is_of_everything(const Names& names) {
  return !names.is_negated && std::ranges::any_of(names.patterns, &Pattern::is_everything);
}

bool is_uncounted(const Pattern& action, const Target& target) {
  return std::ranges::any_of(target.uncounted, [&action](const std::string& each) {
    Pattern uncounted = literal(each);
    if (each.ends_with('*')) uncounted.symbols.back() = meaning::any_text;
    return meaning::covers(uncounted.symbols, action.symbols);
  });
}

/// How the texts of a statement compare with what is asked about.
class Comparison {
 public:
  /// With a target, the texts are of resources.
  Comparison(const Scene& scene, const Target* target) : scene_(scene), target_(target) {}

  /// The parts of names that are among the wanted ones.
  [[nodiscard]] std::vector<Common> wanted_parts(const Names& names,
                                                 const std::vector<Pattern>& wanted) const {
    std::vector<Common> found;
    for (const Pattern& each : wanted) {
      if (!names.is_negated) {
        for (const Pattern& name : names.patterns) {
          if (auto part = common(name, each)) add_once(found, std::move(*part));
        }
        continue;
      }
      Common rest{.pattern = each};
      bool is_excluded = false;
      for (const Pattern& written : names.patterns) {
        const Pattern name = read(written, each);
        const bool is_covered = meaning::covers(name.symbols, each.symbols);
        is_excluded = is_excluded || is_covered;
        std::string unknown = is_covered ? std::string() : unknown_of(name, each);
        if (!unknown.empty()) rest.unknown = std::move(unknown);
      }
      if (!is_excluded) add_once(found, std::move(rest));
    }
    return found;
  }

  [[nodiscard]] TakesAway against(const Names& names, const Pattern& pattern,
                                  std::string& unknown) const {
    TakesAway most = TakesAway::nothing;
    for (const Pattern& written : names.patterns) {
      const Pattern each = read(written, pattern);
      if (meaning::covers(each.symbols, pattern.symbols)) {
        return names.is_negated ? TakesAway::nothing : TakesAway::all;
      }
      std::string open = unknown_of(each, pattern);
      const bool may_be_met = !names.is_negated && may_meet(pattern, each, atoms());
      if (open.empty() && may_be_met) open = unknown_in(pattern, atoms());
      if (open.empty() && !may_meet(each, pattern, atoms())) continue;
      most = std::max(most, open.empty() ? TakesAway::part : TakesAway::perhaps);
      if (!open.empty()) unknown = std::move(open);
    }
    return names.is_negated && most == TakesAway::nothing ? TakesAway::all : most;
  }

 private:
  [[nodiscard]] const Atoms& atoms() const { return scene_.reader().atoms(); }
  [[nodiscard]] Pattern read(const Pattern& text, const Pattern& name) const {
    return target_ == nullptr ? text : read_as(*target_, name, text);
  }
  [[nodiscard]] std::optional<Common> common(const Pattern& text, const Pattern& wanted) const {
    return target_ == nullptr ? common_part(text, wanted, atoms())
                              : common_place(scene_, *target_, text, wanted);
  }
  /// Why a text that does not cover a pattern may cover it; empty where it surely does not.
  [[nodiscard]] std::string unknown_of(const Pattern& text, const Pattern& pattern) const {
    std::string unknown = unknown_in(text, atoms());
    if (!unknown.empty() && may_meet(text, pattern, atoms())) return unknown;
    const bool is_part = target_ == nullptr || may_meet(text, pattern, atoms());
    if (is_part && (target_ == nullptr || !target_->ends_at_random)) return {};
    return why_it_may_be(scene_, *target_, text);
  }

  const Scene& scene_;
  const Target* target_;
};

}  // namespace

std::optional<Common> common_part(const Pattern& left, const Pattern& right, const Atoms& atoms) {
  if (meaning::covers(left.symbols, right.symbols)) return Common{.pattern = right};
  if (meaning::covers(right.symbols, left.symbols)) return Common{.pattern = left};
  if (!may_meet(left, right, atoms)) return std::nullopt;
  std::string unknown = unknown_in(left, atoms);
  if (unknown.empty()) unknown = unknown_in(right, atoms);
  return Common{.pattern = left, .unknown = std::move(unknown)};
}

std::optional<Common> common_place(const Scene& scene, const Target& target, const Pattern& text,
                                   const Pattern& name) {
  const Pattern read = read_as(target, name, text);
  auto common = common_part(read, name, scene.reader().atoms());
  const bool is_sure =
      common && (!target.ends_at_random || meaning::covers(read.symbols, name.symbols));
  if (is_sure) return common;
  std::string unknown = why_it_may_be(scene, target, read);
  if (unknown.empty()) return common;
  return Common{.pattern = read, .unknown = std::move(unknown)};
}

Question question_about(const Target& target, std::optional<std::string_view> action) {
  Question question{.target = &target};
  if (action) {
    question.is_of_one = true;
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
                           const Scene& scene) {
  std::vector<Unit> units;
  std::vector<std::pair<Common, std::string_view>> places;
  const Comparison of_places(scene, question.target);
  for (const Named& each : question.target->names) {
    // Who may call a function by its own name need not be asked about its versions.
    if (!each.unknown.empty() && !places.empty()) continue;
    for (Common& place : of_places.wanted_parts(statement.where, {each.name})) {
      if (place.unknown.empty()) place.unknown = each.unknown;
      places.emplace_back(std::move(place), each.kinds);
    }
  }
  if (places.empty()) return units;
  const std::vector<std::string>& services = question.target->services;
  for (const Common& action :
       Comparison(scene, nullptr).wanted_parts(statement.what, question.actions)) {
    // https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
    const bool is_for_all = question.is_of_one && is_of_everything(statement.where) &&
                            is_about_nothing(action.pattern, services);
    if (is_uncounted(action.pattern, *question.target)) continue;
    // One that is asked for may be newer than what is known of its service.
    if (!question.is_of_one && is_no_action(action.pattern, services)) continue;
    for (const auto& [place, kinds] : places) {
      if (!is_for_all && !may_be_about(action.pattern, services, kinds)) continue;
      Unit unit{.by = &statement, .action = action.pattern, .where = {place.pattern, kinds}};
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

std::vector<Unit> single_units(const Unit& unit, const Target& target) {
  std::vector<Unit> singles;
  for (Pattern& action : actions_about(unit.action, target.services, unit.where.kinds)) {
    singles.push_back({.by = unit.by, .action = std::move(action), .where = unit.where});
  }
  return singles;
}

TakesAway takes_away(const Statement& denial, const Unit& unit, const Target& target,
                     const Scene& scene, std::string& unknown) {
  const TakesAway what = Comparison(scene, nullptr).against(denial.what, unit.action, unknown);
  const TakesAway where =
      Comparison(scene, &target).against(denial.where, unit.where.name, unknown);
  const TakesAway least = std::min(what, where);
  if (least == TakesAway::nothing) return least;
  // Part of the actions at part of the places is a part.
  if (what == TakesAway::perhaps || where == TakesAway::perhaps) return TakesAway::perhaps;
  return least;
}

}  // namespace omnitrack::graph
