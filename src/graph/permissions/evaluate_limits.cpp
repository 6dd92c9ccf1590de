#include <algorithm>

#include "diff/security/add_new.hpp"
#include "graph/permissions/evaluate.hpp"

namespace omnitrack::graph {

using diff::Pattern;
using diff::Statement;

namespace {

/// A denial of what is not encrypted on its way, which no client of AWS sends.
bool is_about_transport(const Statement& statement) {
  return statement.tests.size() == 1 && statement.tests.front().key == "aws:securetransport";
}

std::string effect_words(const Statement& statement) {
  return statement.allows ? "allows" : "denies";
}

}  // namespace

// Keys and roles are closed to whom their own policy does not let in, by name or as the account.
// https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html
// https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_manage-assume.html
void Evaluation::require_policy_of_target() {
  if (!target_.needs_own_policy || target_.is_open_by_default) return;
  const bool is_role = target_.entry->type_name == "AWS::IAM::Role";
  const diff::Grants& grants = is_role ? targets_.trust : targets_.resource;
  const auto assumes = [](const Unit& unit) { return unit.action.shown.starts_with("sts:"); };
  std::vector<Unit> kept;
  for (Unit& unit : units_) {
    if (unit.by->in == target_.entry || (is_role && !assumes(unit))) {
      kept.push_back(std::move(unit));
      continue;
    }
    for (const Statement& each : grants.statements) {
      std::string unknown;
      if (!each.allows || named_by(each, unknown) == Named::no) continue;
      bool is_let = false;
      for (const Pattern& action : each.what.patterns) {
        is_let = is_let || common_part(action, unit.action, scene_.reader().atoms()).has_value();
      }
      if (!is_let || !settle_tests(each, unit.answer)) continue;
      unit.answer.require(step_of(each, RuleKind::resource_policy, unit.answer.verdict,
                                  "lets its account decide, or " + actor_words() + " in"));
      kept.push_back(std::move(unit));
      break;
    }
  }
  if (is_role) {
    // Whom a trust policy names itself needs no other policy in the same account.
    for (const Statement& each : grants.statements) {
      std::string unknown;
      const Named named = named_by(each, unknown);
      if (!each.allows || (named != Named::itself && named != Named::perhaps)) continue;
      Unit unit{
          .by = &each,
          .action = {.symbols = diff::symbols_of("sts:assumerole"), .shown = "sts:AssumeRole"},
          .where = target_.names.front()};
      unit.answer = open_answer();
      const bool is_asked = std::ranges::any_of(question_.actions, [&](const Pattern& wanted) {
        return meaning::covers(wanted.symbols, unit.action.symbols);
      });
      if (!is_asked || !settle_tests(each, unit.answer)) continue;
      if (named == Named::perhaps) {
        unit.answer.verdict = Verdict::perhaps;
        diff::add_new(unit.answer.unknowns, unknown);
      }
      unit.answer.require(
          step_of(each, RuleKind::resource_policy, unit.answer.verdict, "trusts " + actor_words()));
      kept.push_back(std::move(unit));
    }
  }
  if (kept.empty() && !units_.empty()) {
    denials_.push_back(reason_of(RuleKind::resource_policy, Verdict::no, *target_.entry, nullptr,
                                 "the policy of " + std::string(target_.entry->logical_id) +
                                     " lets neither " + actor_words() + " nor its account in"));
  }
  units_ = std::move(kept);
}

void Evaluation::keep_within_boundary() {
  if (!unknown_boundary_.empty()) {
    for (Unit& unit : units_) {
      if (unit.by->in == target_.entry) continue;
      Reason step = boundary_step_;
      step.says = Verdict::perhaps;
      step.words = "the permissions boundary of " + actor_words() + " is not in the templates";
      unit.answer.require(std::move(step), unknown_boundary_);
    }
    return;
  }
  if (!boundary_) return;
  std::vector<Unit> kept;
  for (Unit& unit : units_) {
    const std::vector<Pattern> wanted{unit.action};
    Target part = target_;
    part.names = {unit.where};
    const Question question{.target = &part, .actions = wanted};
    for (const Statement& each : boundary_->identity.statements) {
      if (!each.allows) continue;
      for (Unit& within : units_of(each, question, scene_)) {
        Unit one = unit;
        one.action = within.action;
        one.where = within.where;
        if (!settle_tests(each, one.answer)) continue;
        one.answer.require(within.answer);
        Reason step = step_of(each, RuleKind::boundary, within.answer.verdict,
                              "bounds " + actor_words() + " and allows " + one.action.shown);
        one.answer.require(std::move(step));
        kept.push_back(std::move(one));
      }
    }
  }
  if (kept.empty() && !units_.empty()) {
    Reason step = boundary_step_;
    step.says = Verdict::no;
    step.words = "the permissions boundary " + boundary_step_.resource + " of " + actor_words() +
                 " allows none of it";
    denials_.push_back(std::move(step));
  }
  units_ = std::move(kept);
}

void Evaluation::take_denied_away() {
  std::vector<std::pair<const Statement*, RuleKind>> denials;
  for (const Statement& each : own_.identity.statements) {
    if (!each.allows) denials.emplace_back(&each, RuleKind::policy);
  }
  if (boundary_) {
    for (const Statement& each : boundary_->identity.statements) {
      if (!each.allows) denials.emplace_back(&each, RuleKind::boundary);
    }
  }
  std::string unknown_who;
  for (const Statement& each : targets_.resource.statements) {
    if (each.allows || is_about_transport(each)) continue;
    const Named named = named_by(each, unknown_who);
    if (named != Named::no) denials.emplace_back(&each, RuleKind::resource_policy);
  }
  std::vector<Unit> kept;
  for (Unit& unit : units_) {
    bool is_gone = false;
    for (const auto& [denial, kind] : denials) {
      std::string unknown;
      const TakesAway taken = takes_away(*denial, unit, target_, scene_, unknown);
      if (taken == TakesAway::nothing) continue;
      const std::string words = effect_words(*denial) + " it";
      if (!denial->tests.empty()) unknown = condition_words(denial->tests);
      if (taken == TakesAway::part) {
        Reason step = step_of(*denial, kind, Verdict::yes,
                              "takes a part of it away: " + denial->what.patterns.front().shown);
        unit.answer.require(std::move(step));
      } else if (taken == TakesAway::perhaps || !denial->tests.empty()) {
        unit.answer.require(step_of(*denial, kind, Verdict::perhaps, "perhaps " + words), unknown);
      } else {
        is_gone = true;
        diff::add_new(denials_, step_of(*denial, kind, Verdict::no,
                                        "denies " + unit.action.shown + " to " + actor_words()));
        break;
      }
    }
    if (!is_gone) kept.push_back(std::move(unit));
  }
  units_ = std::move(kept);
}

}  // namespace omnitrack::graph
