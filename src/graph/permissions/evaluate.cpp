#include "graph/permissions/evaluate.hpp"

#include <algorithm>

#include "diff/security/add_new.hpp"
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

/// Whether a principal is a whole account: its policies decide then.
bool is_account(const Pattern& who) {
  return who.symbols.size() > 2 && who.symbols.back() == meaning::any_text &&
         who.symbols[who.symbols.size() - 2] == U':';
}

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
      policies_(scene.reader(), texts_) {}

Permission Evaluation::run() {
  read();
  add_own_units();
  add_units_of_target();
  require_policy_of_target();
  keep_within_boundary();
  take_denied_away();
  return conclude();
}

void Evaluation::read_identity(const ResourceEntry& identity, Held& held) const {
  const diff::HolderReader reader(policies_, attachments_);
  reader.read(std::string(identity.logical_id), &identity, held);
}

// https://docs.aws.amazon.com/IAM/latest/UserGuide/id_groups.html: a user has the policies of its
// groups.
void Evaluation::read() {
  const diff::HolderReader reader(policies_, attachments_);
  reader.read(std::string(target_.entry->logical_id), target_.entry, targets_);
  if (actor_.identity == nullptr) return;
  read_identity(*actor_.identity, own_);
  for (const ValueAt& each : scene_.values(*actor_.identity, "Groups")) {
    const ResourceEntry* group = scene_.named(each.node, "AWS::IAM::Group");
    if (group != nullptr) read_identity(*group, own_);
  }
  for (const ResourceEntry* each :
       scene_.naming(*actor_.identity, "AWS::IAM::UserToGroupAddition", "Users")) {
    const ResourceEntry* group = scene_.named(*each, "GroupName", "AWS::IAM::Group");
    if (group != nullptr) read_identity(*group, own_);
  }
  read_boundary();
}

// https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
void Evaluation::read_boundary() {
  const Node* value = scene_.find(*actor_.identity, "PermissionsBoundary");
  if (value == nullptr) return;
  boundary_step_ = reason_of(RuleKind::boundary, Verdict::yes, *actor_.identity, value, {});
  const ResourceEntry* policy = scene_.named(value, "AWS::IAM::ManagedPolicy");
  if (policy != nullptr) {
    boundary_.emplace();
    boundary_step_.resource = std::string(policy->logical_id);
    boundary_step_.pointer.clear();
    const diff::HolderReader reader(policies_, attachments_);
    reader.read_entry(*policy, *boundary_);
    return;
  }
  const diff::Carried carried{.arn = scene_.reader().pattern(*value, diff::Wildcards::none)};
  if (!diff::is_administrator(carried)) {
    unknown_boundary_ = "the permissions boundary " + std::string(name_of(carried)) +
                        ", which is not in the templates";
  }
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

Evaluation::Named Evaluation::named_by(const Statement& statement, std::string& unknown) const {
  std::vector<Pattern> selves;
  if (actor_.identity != nullptr) {
    selves.push_back(diff::principal_pattern("AWS", scene_.reader().own_arn(*actor_.identity)));
  }
  for (const std::string& each : actor_.services) {
    selves.push_back(
        diff::principal_pattern("Service", {.symbols = diff::symbols_of(each), .shown = each}));
  }
  Named best = Named::no;
  for (const Pattern& who : statement.who.patterns) {
    Named named = Named::no;
    if (who.is_everything()) {
      named = Named::itself;
    } else {
      for (const Pattern& self : selves) {
        const auto common = common_part(who, self, scene_.reader().atoms());
        if (!common) continue;
        if (!common->unknown.empty()) {
          unknown = common->unknown;
          named = std::max(named, Named::perhaps);
        } else {
          named = std::max(named, is_account(who) ? Named::account : Named::itself);
        }
      }
    }
    best = std::max(best, named);
  }
  if (!statement.who.is_negated) return best;
  // To leave out the account leaves out none of its roles and users.
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html
  return best == Named::itself ? Named::no : best == Named::perhaps ? best : Named::itself;
}

Verdict Evaluation::source_fits(const std::vector<Pattern>& values, std::string& unknown) const {
  Verdict best = Verdict::no;
  const Target source = target_of(scene_, *actor_.entry);
  for (const Pattern& own : source.names) {
    for (const Pattern& each : values) {
      const auto common = common_place(scene_, source, each, own);
      if (!common) continue;
      if (common->unknown.empty()) return Verdict::yes;
      unknown = common->unknown;
      best = Verdict::perhaps;
    }
  }
  return best;
}

/// Adds what the conditions of a statement that allows say; false where they surely fail.
bool Evaluation::settle_tests(const Statement& statement, Answer& answer) const {
  std::vector<Test> open;
  for (const Test& each : statement.tests) {
    const bool is_service = !actor_.services.empty();
    if (each.key == "aws:sourcearn" && is_service) {
      std::string unknown;
      const Verdict fits = source_fits(each.values, unknown);
      if (fits == Verdict::no) return false;
      if (fits == Verdict::perhaps) {
        answer.verdict = Verdict::perhaps;
        diff::add_new(answer.unknowns, unknown);
      }
      continue;
    }
    // All is one account.
    if (each.key == "aws:sourceaccount" && is_service) continue;
    if (each.key == "lambda:functionurlauthtype" && actor_.is_anonymous) {
      const bool is_none = std::ranges::any_of(
          each.values, [](const Pattern& value) { return value.shown == "NONE"; });
      if (!is_none) return false;
      continue;
    }
    open.push_back(each);
  }
  if (open.empty()) return true;
  answer.verdict = Verdict::perhaps;
  diff::add_new(answer.unknowns, condition_words(open));
  return true;
}

void Evaluation::add_own_units() {
  for (const Statement& each : own_.identity.statements) {
    if (!each.allows) continue;
    for (Unit& unit : units_of(each, question_, scene_)) {
      if (!settle_tests(each, unit.answer)) continue;
      if (!actor_.acts_as.words.empty()) unit.answer.require(actor_.acts_as);
      unit.answer.require(step_of(each, RuleKind::policy, unit.answer.verdict,
                                  "allows " + unit.action.shown + " on " + unit.where.shown));
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

void Evaluation::add_units_of_target() {
  if (blocks_everybody()) return;
  for (const Statement& each : targets_.resource.statements) {
    if (!each.allows) continue;
    std::string unknown;
    const Named named = named_by(each, unknown);
    if (named == Named::no || named == Named::account) continue;
    for (Unit& unit : units_of(each, question_, scene_)) {
      if (named == Named::perhaps) {
        unit.answer.verdict = Verdict::perhaps;
        diff::add_new(unit.answer.unknowns, unknown);
      }
      if (!settle_tests(each, unit.answer)) continue;
      unit.answer.require(step_of(each, RuleKind::resource_policy, unit.answer.verdict,
                                  "allows " + unit.action.shown + " to " + actor_words()));
      units_.push_back(std::move(unit));
    }
  }
}

void Evaluation::add_unread(Permission& permission) const {
  if (permission.answer.verdict == Verdict::yes) return;
  const auto add = [&permission](Reason step, std::string unknown) {
    permission.answer.verdict = Verdict::perhaps;
    diff::add_new(permission.answer.unknowns, std::move(unknown));
    diff::add_new(permission.answer.reasons, std::move(step));
  };
  if (!actor_.unknown_role.empty()) {
    add(actor_.acts_as, "the role " + actor_.unknown_role + ", which is not in the templates");
  }
  for (const diff::Carried& each : own_.carried) {
    if (diff::is_administrator(each) || !may_be_about(each, target_.services)) continue;
    const std::string name(name_of(each));
    add(reason_of(RuleKind::policy, Verdict::perhaps, *each.in, each.at,
                  actor_words() + " carries " + name),
        "the managed policy " + name + ", which is not in the templates");
  }
  for (const auto& [grants, kind] : {std::pair(&own_.identity, RuleKind::policy),
                                     std::pair(&targets_.resource, RuleKind::resource_policy)}) {
    for (const diff::UnreadPart& each : grants->unread_parts) {
      add(reason_of(kind, Verdict::perhaps, *each.in, each.at,
                    "a part of the policy cannot be read before the deployment"),
          each.words);
    }
  }
}

Permission Evaluation::conclude() {
  Permission permission;
  std::vector<Answer> ways;
  for (Unit& each : units_) {
    auto same = std::ranges::find(permission.actions, each.action.shown, &Allowed::action);
    if (same == permission.actions.end()) {
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
    if (denials_.empty()) {
      const ResourceEntry* entry = actor_.identity != nullptr ? actor_.identity : target_.entry;
      refuse(permission.answer, reason_of(RuleKind::policy, Verdict::no, *entry, nullptr,
                                          "no statement allows " + actor_words() + " anything on " +
                                              std::string(target_.entry->logical_id)));
    }
    permission.answer.verdict = Verdict::no;
  }
  add_unread(permission);
  return permission;
}

}  // namespace omnitrack::graph
