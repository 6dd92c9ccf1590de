#include <algorithm>

#include "diff/security/add_new.hpp"
#include "graph/permissions/evaluate.hpp"
#include "graph/permissions/managed.hpp"

namespace omnitrack::graph {

using diff::Pattern;
using diff::Statement;

namespace {

/// Whether a principal is a service such as `lambda`, in any partition and region.
bool is_service(const Pattern& who, std::string_view service) {
  const std::string_view label = service.substr(0, service.find(".amazonaws"));
  return who.shown.starts_with(std::string("Service ").append(label) + '.');
}

}  // namespace

// https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-service.html: a service can
// take up only a role that trusts it.
void Evaluation::require_trust() {
  if (actor_.identity == nullptr || actor_.trusted_as.empty()) return;
  if (!own_.trust.unread_parts.empty()) return;
  const bool is_trusted = std::ranges::any_of(own_.trust.statements, [this](const Statement& each) {
    return each.allows && (each.who.is_negated ||
                           std::ranges::any_of(each.who.patterns, [this](const Pattern& who) {
                             const bool is_open = std::ranges::any_of(
                                 who.symbols, [](char32_t c) { return c >= meaning::first_atom; });
                             return who.is_everything() || is_open ||
                                    is_service(who, actor_.trusted_as);
                           }));
  });
  if (is_trusted) return;
  units_.clear();
  const std::string role(actor_.identity->logical_id);
  denials_.push_back(reason_of(RuleKind::resource_policy, Verdict::no, *actor_.identity,
                               scene_.find(*actor_.identity, "AssumeRolePolicyDocument"),
                               role + " does not trust " + std::string(actor_.trusted_as)));
}

// Keys and roles are closed to whom their own policy does not let in, by name or as the account.
// https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html
// https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_manage-assume.html
void Evaluation::require_policy_of_target() {
  if (!target_.needs_own_policy || target_.is_open_by_default) return;
  const bool is_role = target_.entry->type_name == "AWS::IAM::Role";
  const diff::Grants& grants = is_role ? targets_.trust : targets_.resource;
  const bool had_any = !units_.empty();
  std::vector<Unit> kept;
  for (Unit& unit : units_) {
    const bool assumes = unit.action.shown.starts_with("sts:");
    if (unit.is_of_target || (is_role && !assumes)) {
      kept.push_back(std::move(unit));
      continue;
    }
    for (const Statement& each : grants.statements) {
      std::string unknown;
      const Naming naming = principals_.naming(each, unknown);
      if (!each.allows || naming == Naming::no) continue;
      const bool is_let = std::ranges::any_of(each.what.patterns, [&](const Pattern& action) {
        return common_part(action, unit.action, scene_.reader().atoms()).has_value();
      });
      Unit one = unit;
      if (!is_let || !settle_tests(each, one.answer)) continue;
      const Verdict says = naming == Naming::perhaps ? Verdict::perhaps : one.answer.verdict;
      one.answer.require(step_of(each, RuleKind::resource_policy, says,
                                 "lets its account decide, or " + actor_words() + " in"),
                         unknown);
      kept.push_back(std::move(one));
      if (says == Verdict::yes) break;
    }
  }
  if (is_role) add_trusted(grants, kept);
  if (kept.empty() && had_any) {
    denials_.push_back(reason_of(RuleKind::resource_policy, Verdict::no, *target_.entry, nullptr,
                                 "the policy of " + std::string(target_.entry->logical_id) +
                                     " lets neither " + actor_words() + " nor its account in"));
  }
  units_ = std::move(kept);
}

/// Adds that whom a trust policy names itself needs no other policy in the same account.
void Evaluation::add_trusted(const diff::Grants& grants, std::vector<Unit>& kept) const {
  for (const Statement& each : grants.statements) {
    std::string unknown;
    const Naming naming = principals_.naming(each, unknown);
    if (!each.allows || naming == Naming::no || naming == Naming::account) continue;
    Unit unit{.by = &each,
              .action = {.symbols = diff::symbols_of("sts:assumerole"), .shown = "sts:AssumeRole"},
              .where = target_.names.front(),
              .is_of_target = true};
    unit.answer = open_answer();
    const bool is_asked = std::ranges::any_of(question_.actions, [&](const Pattern& wanted) {
      return meaning::covers(wanted.symbols, unit.action.symbols);
    });
    if (!is_asked || !settle_tests(each, unit.answer)) continue;
    if (naming == Naming::perhaps) {
      unit.answer.verdict = Verdict::perhaps;
      diff::add_new(unit.answer.unknowns, unknown);
    }
    unit.answer.require(
        step_of(each, RuleKind::resource_policy, unit.answer.verdict, "trusts " + actor_words()));
    kept.push_back(std::move(unit));
  }
}

void Evaluation::keep_within_boundary() {
  if (!unknown_boundary_.empty()) {
    for (Unit& unit : units_) {
      if (unit.is_beyond_boundary) continue;
      Reason step = boundary_step_;
      step.says = Verdict::perhaps;
      step.words = "the permissions boundary of " + actor_words() + " is not in the templates";
      unit.answer.require(std::move(step), unknown_boundary_);
    }
    return;
  }
  if (!boundary_) return;
  const bool had_any = !units_.empty();
  std::vector<Unit> kept;
  for (const Unit& unit : units_) {
    if (unit.is_beyond_boundary) {
      kept.push_back(unit);
    } else {
      bound(unit, kept);
    }
  }
  if (kept.empty() && had_any) {
    Reason step = boundary_step_;
    step.says = Verdict::no;
    step.words = "the permissions boundary " + boundary_step_.resource + " of " + actor_words() +
                 " allows none of it";
    denials_.push_back(std::move(step));
  }
  units_ = std::move(kept);
}

/// Adds the parts of a unit that the boundary allows too.
void Evaluation::bound(const Unit& unit, std::vector<Unit>& kept) const {
  Target part = target_;
  part.names = {unit.where};
  const Question question{
      .target = &part, .actions = {unit.action}, .is_of_one = question_.is_of_one};
  for (const Statement& each : boundary_->identity.statements) {
    if (!each.allows) continue;
    for (Unit& within : units_of(each, question, scene_)) {
      Unit one = unit;
      one.action = within.action;
      one.where = within.where;
      if (!settle_tests(each, one.answer)) continue;
      one.answer.require(within.answer);
      one.answer.require(step_of(each, RuleKind::boundary, within.answer.verdict,
                                 "bounds " + actor_words() + " and allows " + one.action.shown));
      kept.push_back(std::move(one));
    }
  }
}

Evaluation::Denials Evaluation::denials_of_all() const {
  Denials denials;
  for (const Statement& each : own_.identity.statements) {
    if (!each.allows) denials.emplace_back(&each, RuleKind::policy);
  }
  if (boundary_) {
    for (const Statement& each : boundary_->identity.statements) {
      if (!each.allows) denials.emplace_back(&each, RuleKind::boundary);
    }
  }
  const bool is_role = target_.entry->type_name == "AWS::IAM::Role";
  const diff::Grants& grants = is_role ? targets_.trust : targets_.resource;
  std::string unknown;
  for (const Statement& each : grants.statements) {
    if (each.allows || principals_.naming(each, unknown) == Naming::no) continue;
    denials.emplace_back(&each, RuleKind::resource_policy);
  }
  return denials;
}

void Evaluation::take_denied_away() {
  const Denials denials = denials_of_all();
  std::vector<Unit> kept;
  for (Unit& unit : units_) {
    if (!is_denied(unit, denials)) kept.push_back(std::move(unit));
  }
  units_ = std::move(kept);
  ask_for_unread_denials();
}

/// Requires that no managed policy denies it that is somebody's own and not in the templates.
void Evaluation::ask_for_unread_denials() {
  for (const diff::Carried& each : own_.carried) {
    if (!may_deny(each)) continue;
    const std::string name = "the managed policy " + std::string(name_of(each));
    for (Unit& unit : units_) {
      if (unit.is_unread) continue;
      unit.answer.require(
          reason_of(RuleKind::policy, Verdict::perhaps, *each.in, each.at, name + " may deny it"),
          name + ", which is not in the templates");
    }
  }
}

/// Whether something is surely denied; else what may deny it becomes a step of it.
bool Evaluation::is_denied(Unit& unit, const Denials& denials) {
  const auto refuse = [&](const Statement& denial, RuleKind kind) {
    diff::add_new(denials_, step_of(denial, kind, Verdict::no,
                                    "denies " + unit.action.shown + " to " + actor_words()));
    return true;
  };
  const Statement* last_part = nullptr;
  RuleKind kind_of_part = RuleKind::policy;
  for (const auto& [denial, kind] : denials) {
    std::vector<std::string> unknowns;
    const Verdict holds = conditions_.hold(*denial, unknowns);
    if (holds == Verdict::no) continue;
    std::string unknown;
    const TakesAway taken = takes_away(*denial, unit, target_, scene_, unknown);
    if (taken == TakesAway::nothing) continue;
    if (taken == TakesAway::part) {
      last_part = denial;
      kind_of_part = kind;
      unit.answer.require(
          step_of(*denial, kind, Verdict::yes,
                  "takes a part of it away: " + denial->what.patterns.front().shown));
    } else if (taken == TakesAway::perhaps || holds == Verdict::perhaps) {
      const std::string why = unknowns.empty() ? unknown : unknowns.front();
      unit.answer.require(step_of(*denial, kind, Verdict::perhaps, "perhaps denies it"), why);
    } else {
      return refuse(*denial, kind);
    }
  }
  return last_part != nullptr && is_denied_piece_by_piece(unit, denials) &&
         refuse(*last_part, kind_of_part);
}

/// Whether each action that a unit stands for is denied by some statement.
bool Evaluation::is_denied_piece_by_piece(const Unit& unit, const Denials& denials) const {
  const std::vector<Unit> singles = single_units(unit, target_);
  return !singles.empty() && std::ranges::all_of(singles, [&](const Unit& each) {
    return std::ranges::any_of(denials, [&](const auto& denial) {
      std::string unknown;
      std::vector<std::string> unknowns;
      return takes_away(*denial.first, each, target_, scene_, unknown) == TakesAway::all &&
             conditions_.hold(*denial.first, unknowns) == Verdict::yes;
    });
  });
}

}  // namespace omnitrack::graph
