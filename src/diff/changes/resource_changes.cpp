#include "diff/changes/resource_changes.hpp"

#include <algorithm>
#include <set>

#include "diff/changes/other_spellings.hpp"
#include "diff/changes/sam_types.hpp"
#include "diff/changes/value_changes.hpp"
#include "diff/effects/branches.hpp"
#include "diff/effects/conditional_updates.hpp"
#include "diff/effects/other_words.hpp"
#include "diff/effects/removal.hpp"
#include "diff/effects/stateful.hpp"
#include "meaning/condition_logic.hpp"
#include "meaning/same_condition.hpp"
#include "meaning/value_spec.hpp"

namespace omnitrack::diff {

namespace {

using meaning::Path;
using meaning::spec_of;
using tmpl::Kind;
using tmpl::Member;
using tmpl::Node;
using tmpl::ResourceEntry;

/// Whether each property can be told by itself; a resource without properties is one with none.
bool has_members(const Node* properties) {
  return properties == nullptr || (properties->is(Kind::map) && !properties->is_call());
}

void find_property_changes(const ResourceEntry& before, const ResourceEntry& after,
                           const Sides& sides, Changes& changes) {
  const Path root;
  const Path properties(root, "Properties");
  if (!has_members(before.properties) || !has_members(after.properties)) {
    return find_changes(before.properties, after.properties, {}, properties, Effect::in_place,
                        sides, changes);
  }
  static const Node none{};
  const Node& left = before.properties == nullptr ? none : *before.properties;
  const Node& right = after.properties == nullptr ? none : *after.properties;
  const auto is_told_otherwise = [&](const Member& each) {
    return is_spelled_otherwise(after, each.key(), left, right);
  };
  for (const Member& each : left.members()) {
    const Node* other = right.find(each.key());
    if (other == nullptr && is_told_otherwise(each)) continue;
    const Path at(properties, each.key());
    find_changes(&each.value, other, spec_of(after, each.key()), at, Effect::none, sides, changes);
  }
  for (const Member& each : right.members()) {
    if (left.find(each.key()) != nullptr || is_told_otherwise(each)) continue;
    const Path at(properties, each.key());
    find_changes(nullptr, &each.value, spec_of(after, each.key()), at, Effect::none, sides,
                 changes);
  }
}

std::set<std::string_view> names_in(const Node* value) {
  std::set<std::string_view> names;
  if (value == nullptr) return names;
  if (value->is_scalar()) names.insert(value->text());
  for (const Node& each : value->items()) names.insert(each.text());
  return names;
}

/// What stands beside the properties does nothing to the resource itself by changing.
void find_attribute_changes(const Node& before, const Node& after, const Sides& sides,
                            Changes& changes) {
  const Path root;
  const auto type_of = [](const Node& resource) {
    const Node* type = resource.find("Type");
    return deployed_type(type == nullptr ? std::string_view() : type->text());
  };
  const bool is_same_deployed = type_of(before) == type_of(after);
  const auto compare = [&](const Member& member, const Node* left, const Node* right) {
    const std::string_view key = member.key();
    if (key == "Properties") return;
    if (key == "DependsOn" && names_in(left) == names_in(right)) return;
    const Path at(root, key);
    const std::size_t first = changes.size();
    if (key == "DependsOn") {
      changes.push_back({.path = "/DependsOn", .before = left, .after = right});
    } else {
      find_changes(left, right, {}, at, Effect::none, sides, changes);
    }
    for (std::size_t i = first; i < changes.size(); ++i) {
      changes[i].effect = key != "Type"      ? Effect::none
                          : is_same_deployed ? Effect::in_place
                                             : Effect::replaces;
    }
  };
  for (const Member& each : before.members()) compare(each, &each.value, after.find(each.key()));
  for (const Member& each : after.members()) {
    if (before.find(each.key()) == nullptr) compare(each, nullptr, &each.value);
  }
}

/// What SAM's transform makes of a property may be what the other template says itself.
void doubt_what_sam_makes(const ResourceEntry& before, const ResourceEntry& after,
                          Changes& changes) {
  if (before.type_name == after.type_name ||
      deployed_type(before.type_name) != deployed_type(after.type_name)) {
    return;
  }
  for (Change& each : changes) {
    if (each.effect != Effect::replaces) continue;
    if (each.before != nullptr && each.after != nullptr) continue;
    each.effect = Effect::may_replace;
    each.reason = "SAM's transform may say the same";
  }
}

void settle_condition(const ResourceEntry& before, const ResourceEntry& after, const Sides& sides,
                      ResourceChange& change) {
  const std::string_view old_condition = meaning::condition_of(before);
  const std::string_view new_condition = meaning::condition_of(after);
  if (new_condition.empty() || new_condition == old_condition) return;
  if (meaning::same_condition(*sides.conditions_before, old_condition, *sides.conditions_after,
                              new_condition)) {
    return;
  }
  change.may_be_removed = true;
  change.reason = "it is removed where '" + std::string(new_condition) + "' does not hold";
}

std::string only_where(std::string_view condition) {
  return condition.empty() ? std::string() : "only where '" + std::string(condition) + "' holds";
}

}  // namespace

ResourceChange unchanged(const ResourceEntry& before, const ResourceEntry& after) {
  return {.logical_id = after.logical_id,
          .type_name = after.type_name,
          .before = &before,
          .after = &after,
          .is_stateful = is_stateful(before)};
}

std::optional<ResourceChange> change_of(const ResourceEntry& before, const ResourceEntry& after,
                                        const Sides& sides) {
  ResourceChange change = unchanged(before, after);
  find_property_changes(before, after, sides, change.changes);
  for (Change& each : change.changes) {
    settle_effect(after, each);
    settle_other_words(before, after, sides, each);
  }
  doubt_what_sam_makes(before, after, change.changes);
  settle_branches(before, after, change.changes);
  find_attribute_changes(before.member->value, after.member->value, sides, change.changes);
  put_as_written(change.changes, sides);
  if (change.changes.empty()) return std::nullopt;
  settle_condition(before, after, sides, change);
  settle_action(change);
  return change;
}

ResourceChange creation_of(const ResourceEntry& after) {
  const std::string_view condition = meaning::condition_of(after);
  return {.logical_id = after.logical_id,
          .type_name = after.type_name,
          .after = &after,
          .action = Action::create,
          .is_stateful = is_stateful(after),
          .may_not_happen = !condition.empty(),
          .reason = only_where(condition)};
}

ResourceChange removal_of(const ResourceEntry& before) {
  const std::string_view condition = meaning::condition_of(before);
  ResourceChange change{.logical_id = before.logical_id,
                        .type_name = before.type_name,
                        .before = &before,
                        .is_stateful = is_stateful(before),
                        .disposition = disposition_on_removal(before),
                        .may_not_happen = !condition.empty(),
                        .reason = only_where(condition)};
  if (condition.empty() && has_unknown_policy(before, "DeletionPolicy")) {
    change.may_not_happen = true;
    change.reason = "its DeletionPolicy is known at the deployment only";
  }
  change.action = change.disposition != Disposition::retained ? Action::remove
                  : change.is_stateful                        ? Action::retain
                                                              : Action::orphan;
  return change;
}

void settle_action(ResourceChange& change) {
  Effect strongest = Effect::none;
  for (const Change& each : change.changes) strongest = stronger(strongest, each.effect);
  change.action = strongest == Effect::replaces      ? Action::replace
                  : strongest == Effect::may_replace ? Action::may_replace
                                                     : Action::update;
  change.disposition = change.is_replaced()
                           ? disposition_on_replacement(*change.before, *change.after)
                           : Disposition::none;
}

}  // namespace omnitrack::diff
