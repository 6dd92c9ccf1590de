#include "graph/permissions/evaluate.hpp"

#include <algorithm>

#include "diff/security/add_new.hpp"
#include "graph/permissions/keys.hpp"
#include "graph/permissions/managed.hpp"
#include "graph/permissions/public_policies.hpp"

namespace omnitrack::graph {

using diff::Held;
using diff::Pattern;
using diff::Statement;
using diff::Test;
using tmpl::Node;
using tmpl::ResourceEntry;

namespace {

void refuse(Answer& answer, Reason step) {
  step.says = Verdict::no;
  answer.require(std::move(step));
}

}  // namespace

Evaluation::Evaluation(const Scene& scene, const diff::Attachments& attachments, const Actor& actor,
                       const Target& target, std::optional<std::string_view> action)
    : scene_(scene),
      attachments_(attachments),
      actor_(actor),
      target_(target),
      question_(question_about(target, action)),
      policies_(scene.reader(), texts_),
      conditions_(scene, actor, target),
      principals_(scene, actor) {}

Permission Evaluation::run() {
  read();
  add_own_units();
  add_units_of_target();
  add_unread_units();
  require_trust();
  require_policy_of_target();
  keep_within_boundary();
  take_denied_away();
  require_key_of_target();
  return conclude();
}

Reason Evaluation::step_of(const Statement& statement, RuleKind kind, Verdict says,
                           const std::string& words) const {
  return reason_of(kind, says, *statement.in, statement.at,
                   std::string(statement.in->logical_id) + ' ' + words);
}

std::string Evaluation::actor_words() const {
  if (actor_.is_anonymous) return "anybody";
  if (actor_.identity != nullptr) return std::string(actor_.identity->logical_id);
  if (!actor_.unknown_role.empty()) return actor_.unknown_role;
  return std::string(actor_.entry->logical_id);
}

/// Adds what the conditions of a statement that allows say; false where they surely fail.
bool Evaluation::settle_tests(const Statement& statement, Answer& answer) const {
  const Verdict holds = conditions_.hold(statement, answer.unknowns);
  answer.verdict = std::min(answer.verdict, holds);
  return holds != Verdict::no;
}

void Evaluation::add_own_units() {
  for (const Statement& each : own_.identity.statements) {
    if (!each.allows) continue;
    for (Unit& unit : units_of(each, question_, scene_)) {
      if (!settle_tests(each, unit.answer)) continue;
      if (!actor_.acts_as.words.empty()) unit.answer.require(actor_.acts_as);
      unit.answer.require(step_of(each, RuleKind::policy, unit.answer.verdict,
                                  "allows " + unit.action.shown + " on " + unit.where.name.shown));
      units_.push_back(std::move(unit));
    }
  }
}

// A bucket that restricts public access, as each does unless it says otherwise, lets nobody in by a
// policy for everybody.
// https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
bool Evaluation::blocks_everybody() {
  if (!actor_.is_anonymous || target_.entry->type_name != "AWS::S3::Bucket") return false;
  const bool is_said = scene_.find(*target_.entry, "PublicAccessBlockConfiguration") != nullptr;
  for (const std::string_view name : {"RestrictPublicBuckets", "BlockPublicPolicy"}) {
    const Setting setting = scene_.setting(
        *target_.entry, "PublicAccessBlockConfiguration/" + std::string(name), !is_said);
    if (!setting.value.value_or(false)) continue;
    denials_.push_back(reason_of(RuleKind::setting, Verdict::no, *target_.entry, setting.at,
                                 std::string(target_.entry->logical_id) +
                                     " blocks public access: " + std::string(name) +
                                     (is_said ? " is true" : " is the default")));
    return std::ranges::any_of(targets_.resource.statements, makes_public);
  }
  return false;
}

// https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html: what a policy
// of a resource allows a user is not limited by what its boundary leaves out.
void Evaluation::add_units_of_target() {
  if (blocks_everybody()) return;
  const bool is_user = actor_.identity != nullptr && actor_.identity->type_name == "AWS::IAM::User";
  for (const Statement& each : targets_.resource.statements) {
    if (!each.allows) continue;
    std::string unknown;
    const Naming naming = principals_.naming(each, unknown);
    if (naming == Naming::no || naming == Naming::account) continue;
    for (Unit& unit : units_of(each, question_, scene_)) {
      unit.is_of_target = true;
      unit.is_beyond_boundary = is_user;
      if (naming == Naming::perhaps) {
        unit.answer.verdict = Verdict::perhaps;
        diff::add_new(unit.answer.unknowns, unknown);
      }
      if (!settle_tests(each, unit.answer)) continue;
      if (!actor_.acts_as.words.empty()) unit.answer.require(actor_.acts_as);
      unit.answer.require(step_of(each, RuleKind::resource_policy, unit.answer.verdict,
                                  "allows " + unit.action.shown + " to " + actor_words()));
      units_.push_back(std::move(unit));
    }
  }
}

/// Adds what policies may allow that cannot be read, within the same limits as any other.
void Evaluation::add_unread_units() {
  if (!actor_.unknown_role.empty()) {
    add_unread(actor_.acts_as,
               "the role " + actor_.unknown_role + ", which is not in the templates");
  }
  for (const diff::Carried& each : own_.carried) {
    if (diff::is_administrator(each) || statements_of(each, target_.services) != nullptr) continue;
    const std::string name(name_of(each));
    add_unread(reason_of(RuleKind::policy, Verdict::perhaps, *each.in, each.at,
                         actor_words() + " carries " + name),
               "the managed policy " + name + ", which is not in the templates");
  }
  for (const auto& [grants, kind] : {std::pair(&own_.identity, RuleKind::policy),
                                     std::pair(&targets_.resource, RuleKind::resource_policy)}) {
    for (const diff::UnreadPart& each : grants->unread_parts) {
      add_unread(reason_of(kind, Verdict::perhaps, *each.in, each.at,
                           "a part of the policy cannot be read before the deployment"),
                 each.words, kind == RuleKind::resource_policy);
    }
  }
}

void Evaluation::add_unread(const Reason& step, const std::string& unknown, bool is_of_target) {
  Statement& all = unread_.emplace_back(Statement{.in = target_.entry});
  for (diff::Names* each : {&all.who, &all.what, &all.where}) {
    each->patterns.push_back(diff::everything());
  }
  for (Unit& unit : units_of(all, question_, scene_)) {
    unit.is_unread = true;
    unit.is_of_target = is_of_target;
    if (!actor_.acts_as.words.empty()) unit.answer.require(actor_.acts_as);
    unit.answer.require(step, unknown);
    diff::add_new(unit.answer.unknowns, unknown);
    units_.push_back(std::move(unit));
  }
}

/// Requires the right to the key by which the target is encrypted, where there is one.
void Evaluation::require_key_of_target() {
  require_key(
      scene_, target_,
      [this](const Target& key, std::string_view action) {
        return Evaluation(scene_, attachments_, actor_, key, action).run().answer;
      },
      !actor_.services.empty(), units_);
}

Permission Evaluation::conclude() {
  Permission permission;
  std::vector<Answer> ways;
  for (Unit& each : units_) {
    auto same = std::ranges::find(permission.actions, each.action.shown, &Allowed::action);
    if (each.is_unread) {
      // Which actions it is about is not known.
    } else if (same == permission.actions.end()) {
      permission.actions.push_back({.action = each.action.shown, .answer = each.answer});
    } else if (same->answer.verdict < each.answer.verdict) {
      same->answer = each.answer;
    }
    ways.push_back(std::move(each.answer));
  }
  if (!ways.empty()) {
    permission.answer = any_of(std::move(ways));
  } else {
    if (!actor_.acts_as.words.empty()) permission.answer.require(actor_.acts_as);
    for (const Reason& each : denials_) refuse(permission.answer, each);
    if (!target_.off.words.empty()) refuse(permission.answer, target_.off);
    if (denials_.empty()) {
      const ResourceEntry* entry = actor_.identity != nullptr ? actor_.identity : target_.entry;
      refuse(permission.answer, reason_of(RuleKind::policy, Verdict::no, *entry, nullptr,
                                          "no statement allows " + actor_words() + " anything on " +
                                              std::string(target_.entry->logical_id)));
    }
    permission.answer.verdict = Verdict::no;
  }
  return permission;
}

}  // namespace omnitrack::graph
