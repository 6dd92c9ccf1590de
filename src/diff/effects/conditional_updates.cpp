#include "diff/effects/conditional_updates.hpp"

#include <algorithm>

#include "meaning/known.hpp"
#include "schema/facts.hpp"
#include "support/letters.hpp"

namespace omnitrack::diff {

namespace {

using tmpl::ResourceEntry;

constexpr std::string_view properties_prefix = "/Properties/";

std::string_view first_step(std::string_view path) { return path.substr(0, path.find('/')); }

void drop_step(std::string_view& path) {
  path.remove_prefix(std::min(first_step(path).size() + 1, path.size()));
}

bool is_item(std::string_view step) {
  return step == "-" || (!step.empty() && step.find_first_not_of("0123456789") == step.npos);
}

/// What is left of a path that leads into what another one names; `*` stands for any step, and an
/// item's place may be left out.
std::optional<std::string_view> rest_within(std::string_view path, std::string_view outer) {
  while (!outer.empty()) {
    const std::string_view step = first_step(outer);
    while (step != "*" && is_item(first_step(path))) drop_step(path);
    if (path.empty() || (step != "*" && step != first_step(path))) return std::nullopt;
    drop_step(outer);
    drop_step(path);
  }
  return path;
}

bool is_within(std::string_view path, std::string_view outer) {
  return rest_within(path, outer).has_value();
}

/// The condition that AWS tells of a change at a path.
std::optional<schema::MayReplace> find_condition(std::string_view type, std::string_view path) {
  for (const schema::MayReplace& each : schema::facts_of<schema::MayReplace>(type)) {
    if (is_within(path, each.property)) return each;
  }
  return std::nullopt;
}

/// Whether a value that comes or goes as a whole holds something at a path below it.
bool holds_at(const Change& change, std::string_view path, std::string_view inner) {
  if (inner.size() <= path.size() || !inner.starts_with(path) || inner[path.size()] != '/') {
    return false;
  }
  const tmpl::Node* value = change.before == nullptr ? change.after : change.before;
  for (inner.remove_prefix(path.size() + 1); value != nullptr && !inner.empty(); drop_step(inner)) {
    if (first_step(inner) == "*") {
      value = value->items().empty() ? nullptr : value->items().data();
    } else {
      value = value->is_call() ? nullptr : meaning::find_value(value, first_step(inner));
    }
  }
  return value != nullptr;
}

/// The condition that AWS tells of something in a value that comes or goes as a whole.
std::optional<schema::MayReplace> find_inner_condition(std::string_view type, const Change& change,
                                                       std::string_view path) {
  if (change.before != nullptr && change.after != nullptr) return std::nullopt;
  for (const schema::MayReplace& each : schema::facts_of<schema::MayReplace>(type)) {
    if (holds_at(change, path, each.property)) return each;
  }
  return std::nullopt;
}

/// Whether an update policy is on; nothing where it is not known before the deployment.
std::optional<bool> has_update_policy(const ResourceEntry& resource, std::string_view path) {
  const tmpl::Node* policy = resource.member->value.find("UpdatePolicy");
  while (policy != nullptr && !path.empty()) {
    if (policy->is_call()) return std::nullopt;
    policy = meaning::find_value(policy, first_step(path));
    drop_step(path);
  }
  if (policy == nullptr) return false;
  const auto known = meaning::known_text(policy);
  if (!known) return std::nullopt;
  return support::to_lower(*known) == "true";
}

bool is_choice(const tmpl::Node* value) {
  return value != nullptr && value->calls(tmpl::Function::if_);
}

bool is_nothing(const tmpl::Node* value) {
  return value == nullptr || (value->is(tmpl::Kind::string) && value->text().empty());
}

/// Whether the property itself comes or goes, and no part of it.
bool comes(const schema::MayReplace& condition, const Change& change, std::string_view path) {
  return rest_within(path, condition.property) == std::string_view() && is_nothing(change.before);
}

bool goes(const schema::MayReplace& condition, const Change& change, std::string_view path) {
  return rest_within(path, condition.property) == std::string_view() && is_nothing(change.after);
}

/// What the templates tell of a condition: whether the property comes, goes or is another.
schema::MayReplace::Effect told_by(const schema::MayReplace& condition, const Change& change,
                                   std::string_view path) {
  // What is chosen while deploying may be nothing.
  if (is_choice(change.before) || is_choice(change.after) ||
      path.find("/Fn::If") != std::string_view::npos) {
    return schema::MayReplace::Effect::undecided;
  }
  if (comes(condition, change, path)) return condition.added;
  return goes(condition, change, path) ? condition.removed : condition.changed;
}

using Told = schema::MayReplace::Effect;

/// Whether two values stand in one of the groups whose values are alike.
bool are_alike(schema::FactTexts groups, std::string_view one, std::string_view other) {
  for (std::uint32_t i = 0; i < groups.size(); ++i) {
    const std::string group = ' ' + std::string(groups[i]) + ' ';
    const auto holds = [&group](std::string_view value) {
      return group.find(' ' + std::string(value) + ' ') != std::string::npos;
    };
    if (holds(one) && holds(other)) return true;
  }
  return false;
}

/// What a change between two values does whose groups are told apart.
Told told_by_groups(const schema::MayReplace& condition, const Change& change) {
  if (condition.alike.size() == 0) return Told::undecided;
  const auto before = meaning::known_text(change.before);
  const auto after = meaning::known_text(change.after);
  if (!before || !after) return Told::undecided;
  const std::string was = support::to_lower(*before);
  const std::string is = support::to_lower(*after);
  return was == is || are_alike(condition.alike, was, is) ? condition.among : Told::replaces;
}

/// Whether the value of another property lets a change replace; nothing where it is not known
/// before the deployment.
std::optional<bool> can_replace_beside(const ResourceEntry& after,
                                       const schema::MayReplace& condition, std::string_view path,
                                       const Change& change) {
  if (condition.where.empty()) return true;
  if (condition.where_removed && !goes(condition, change, path)) return true;
  const auto begins_so = [&condition](std::string_view text) {
    const std::string lower = support::to_lower(text);
    for (std::uint32_t i = 0; i < condition.begins.size(); ++i) {
      if (lower.starts_with(condition.begins[i])) return true;
    }
    return false;
  };
  const auto can = [&](const tmpl::Node* value) -> std::optional<bool> {
    if (value == nullptr && condition.without.empty()) return std::nullopt;
    const auto known = value == nullptr ? condition.without : meaning::known_text(value);
    return known ? std::optional(begins_so(*known)) : std::nullopt;
  };
  if (path != condition.where) return can(meaning::find_value(after.properties, condition.where));
  const auto before = can(change.before);
  const auto now = can(change.after);
  if (before == true || now == true) return true;
  return before && now ? std::optional(false) : std::nullopt;
}

bool replaces_besides(const schema::ResourceType& type, std::string_view path) {
  for (std::uint32_t i = 0; i < type.also_replaces_count(); ++i) {
    const std::string_view other = type.also_replaces(i);
    if (is_within(path, other) || is_within(other, path)) return true;
  }
  return false;
}

void decide(Change& change, Effect effect, std::string reason) {
  change.effect = effect;
  change.reason = std::move(reason);
}

void settle_by_policy(const ResourceEntry& after, const schema::MayReplace& condition,
                      Change& change) {
  const bool keeps = !condition.unless.empty();
  const std::string_view policy = keeps ? condition.unless : condition.only_if;
  const auto is_on = has_update_policy(after, policy);
  if (!is_on) return;
  decide(change, *is_on == keeps ? Effect::in_place : Effect::replaces,
         *is_on  ? "as the update policy " + std::string(policy) + " says"
         : keeps ? "since the update policy " + std::string(policy) + " is not set"
                 : std::string());
}

/// Settles what AWS tells of a condition as far as the templates show whether it holds.
void settle_condition(const ResourceEntry& after, const schema::MayReplace& condition,
                      std::string_view path, Change& change) {
  if (!condition.unless.empty() || !condition.only_if.empty()) {
    settle_by_policy(after, condition, change);
  } else if (const auto can = can_replace_beside(after, condition, path, change); can == false) {
    decide(change, Effect::in_place, {});
  } else if (can) {
    Told told = told_by_groups(condition, change);
    if (told == Told::undecided) told = told_by(condition, change, path);
    if (told != Told::undecided) {
      decide(change, told == Told::in_place ? Effect::in_place : Effect::replaces, {});
    }
  }
  if (change.effect == Effect::may_replace) change.reason = condition.reason;
}

// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ssm-document.html
void settle_document(const ResourceEntry& after, Change& change) {
  const tmpl::Node* method = meaning::find_value(after.properties, "UpdateMethod");
  const auto known = meaning::known_text(method);
  if (known == "NewVersion") {
    decide(change, Effect::in_place, "a new version of the document, as UpdateMethod says");
  } else if (method == nullptr || known) {
    decide(change, Effect::replaces, "since UpdateMethod is not NewVersion");
  }
}

// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-batch-computeenvironment.html
void settle_compute_environment(const ResourceEntry& after, Change& change) {
  const tmpl::Node* replace = meaning::find_value(after.properties, "ReplaceComputeEnvironment");
  const auto known = meaning::known_text(replace);
  if (known && support::to_lower(*known) == "false") {
    decide(change, Effect::in_place,
           "its instances are replaced, as ReplaceComputeEnvironment says");
  } else if (replace == nullptr || known) {
    decide(change, Effect::replaces, "since ReplaceComputeEnvironment is not false");
  }
}

// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-vpc.html
void settle_tenancy(Change& change) {
  const auto tenancy = [](const tmpl::Node* value) {
    return value == nullptr ? std::optional<std::string_view>("default")
                            : meaning::known_text(value);
  };
  const auto before = tenancy(change.before);
  const auto after = tenancy(change.after);
  if (!before || !after) return;
  if (before == after) {
    decide(change, Effect::in_place, "it is the default");
  } else {
    decide(change, after == "dedicated" ? Effect::replaces : Effect::in_place, {});
  }
}

}  // namespace

void settle_effect(const ResourceEntry& after, Change& change) {
  if (!after.type || !std::string_view(change.path).starts_with(properties_prefix)) return;
  const std::string_view path = std::string_view(change.path).substr(properties_prefix.size());
  if (replaces_besides(*after.type, path)) change.effect = Effect::replaces;
  if (change.effect != Effect::may_replace) return;
  const std::string_view property = first_step(path);
  if (after.type_name == "AWS::SSM::Document") {
    settle_document(after, change);
  } else if (after.type_name == "AWS::Batch::ComputeEnvironment") {
    settle_compute_environment(after, change);
  } else if (after.type_name == "AWS::EC2::VPC" && property == "InstanceTenancy") {
    settle_tenancy(change);
  }
  if (change.effect != Effect::may_replace || !change.reason.empty()) return;
  if (const auto condition = find_condition(after.type_name, path)) {
    settle_condition(after, *condition, path, change);
  } else if (const auto inner = find_inner_condition(after.type_name, change, path)) {
    change.reason = inner->reason;
  } else {
    change.reason = "CloudFormation replaces it under some conditions only, which the page of " +
                    std::string(after.type_name) + " tells";
  }
}

}  // namespace omnitrack::diff
