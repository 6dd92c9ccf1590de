#include "cli/explain/resource_explanation.hpp"

#include <algorithm>
#include <unordered_map>

#include "cli/app/construct_tree.hpp"
#include "diff/effects/protections.hpp"
#include "diff/effects/removal.hpp"
#include "diff/effects/stateful.hpp"
#include "meaning/condition_logic.hpp"
#include "meaning/known.hpp"
#include "support/json_pointer.hpp"

namespace omnitrack::cli {

namespace {

bool is_at(const Source& a, const Source& b) {
  return a.line == b.line && std::string_view(a.file) == b.file;
}

// The outermost construct around a resource that is of its line.
std::string maker_of(const Subject& subject) {
  TreeNode root;
  add_to_tree(root, subject.stack->origins);
  const TreeNode* node = &root;
  const std::string_view path = subject.origin->path;
  for (std::size_t begin = 0; begin <= path.size();) {
    const std::size_t end = std::min(path.find('/', begin), path.size());
    node = &node->children[node->places.at(std::string(path.substr(begin, end - begin)))];
    // A stack is of no line, though all in it may be.
    if (begin != 0 && is_at(node->line(), subject.origin->source)) return node->path;
    begin = end + 1;
  }
  return subject.origin->path;
}

void add_properties(ResourceExplanation& explanation) {
  const tmpl::ResourceEntry& resource = *explanation.subject.resource;
  const ElementOrigin* made = explanation.subject.origin;
  std::unordered_map<std::string_view, const PropertyOrigin*> origins;
  if (made != nullptr) {
    for (const PropertyOrigin& each : made->properties) {
      const bool is_edit =
          each.setter == PropertySetter::edit || each.setter == PropertySetter::pin;
      if (is_edit || origins.contains(each.pointer)) {
        explanation.edits.push_back(&each);
      } else {
        origins.emplace(each.pointer, &each);
      }
    }
  }
  if (resource.properties == nullptr) return;
  for (const tmpl::Member& each : resource.properties->members()) {
    std::string pointer = "/Properties/";
    support::append_pointer_step(each.key(), pointer);
    const auto origin = origins.find(pointer);
    explanation.properties.push_back({.pointer = pointer,
                                      .value = &each.value,
                                      .origin = origin == origins.end() ? nullptr : origin->second,
                                      .change = change_of(resource, each.key(), each.value)});
  }
  // What an edit alone put there.
  std::erase_if(explanation.edits, [&](const PropertyOrigin* edit) {
    const auto found =
        std::ranges::find(explanation.properties, edit->pointer, &ExplainedProperty::pointer);
    const bool is_whole = found != explanation.properties.end();
    if (is_whole) found->origin = edit;
    return is_whole;
  });
}

std::vector<std::string> requirements_shown_by(const Subject& subject,
                                               const std::vector<RequirementResult>& requirements) {
  std::vector<std::string> ids;
  for (const RequirementResult& each : requirements) {
    const bool is_shown = std::ranges::any_of(each.evidence, [&](const EvidenceResult& evidence) {
      return std::ranges::any_of(evidence.places, [&](const EvidencePlace& place) {
        return place.stack == subject.stack->name &&
               place.logical_id == subject.resource->logical_id && !place.type.empty();
      });
    });
    if (is_shown) ids.push_back(each.id);
  }
  return ids;
}

// Of custom resources, and of types that nobody described, nothing tells what they hold.
bool is_described(const tmpl::ResourceEntry& resource) {
  return resource.type && resource.type_name != "AWS::CloudFormation::CustomResource";
}

std::vector<std::string_view> refused_policies(const tmpl::ResourceEntry& resource) {
  std::vector<std::string_view> refused;
  if (diff::takes_snapshots(resource)) return refused;
  for (const std::string_view policy : {"DeletionPolicy", "UpdateReplacePolicy"}) {
    const tmpl::Node* value = meaning::find_value(&resource.member->value, policy);
    if (meaning::known_text(value) == "Snapshot") refused.push_back(policy);
  }
  return refused;
}

ExplainedEnd end_of(const Subject& subject) {
  const tmpl::ResourceEntry& resource = *subject.resource;
  const std::string holds = diff::held_data(resource);
  return {.holds = holds,
          .holds_is_known = !holds.empty() || is_described(resource),
          .when_removed = diff::disposition_on_removal(resource),
          .when_replaced = diff::disposition_on_replacement(resource, resource),
          .is_restored = diff::is_restored(resource),
          .refused_policies = refused_policies(resource),
          .protection =
              std::string(diff::deletion_protection_of(subject.stack->document.index(), resource))};
}

}  // namespace

ResourceExplanation explanation_of(const Side& side, const Subject& subject,
                                   const std::vector<RequirementResult>& requirements) {
  const tmpl::ResourceEntry& resource = *subject.resource;
  ResourceExplanation explanation{.subject = subject};
  if (subject.origin != nullptr) explanation.maker = maker_of(subject);
  explanation.condition = meaning::condition_of(resource);
  add_properties(explanation);
  explanation.replacing_when_set = replacing_when_set(resource);
  explanation.names = uses_by(side, subject);
  explanation.named_by = uses_of(side, subject);
  explanation.end = end_of(subject);
  explanation.requirements = requirements_shown_by(subject, requirements);
  return explanation;
}

std::string_view code_of(PropertySetter setter) {
  switch (setter) {
    case PropertySetter::code:
      return "code";
    case PropertySetter::code_or_construct:
      return "code_or_construct";
    case PropertySetter::construct:
      return "construct";
    case PropertySetter::later_call:
      return "later_call";
    case PropertySetter::finish:
      return "finish";
    case PropertySetter::visitor:
      return "visitor";
    case PropertySetter::tag:
      return "tag";
    case PropertySetter::edit:
      return "edit";
    case PropertySetter::pin:
      return "pin";
  }
  return {};
}

std::string setter_words(const PropertyOrigin& origin) {
  switch (origin.setter) {
    case PropertySetter::code:
      return "by the code";
    case PropertySetter::code_or_construct:
      return "by the code, or by a default of its construct";
    case PropertySetter::construct:
      return "by its construct, of what the code gave it or by default";
    case PropertySetter::later_call:
      return "by a later call, such as a grant, after '" + origin.path + "' was made";
    case PropertySetter::finish:
      return "by its construct, once the app was complete";
    case PropertySetter::visitor:
      return origin.path.empty() ? "by a visitor of the app"
                                 : "by a visitor of '" + origin.path + "'";
    case PropertySetter::tag:
      return "by a tag of a construct around it";
    case PropertySetter::edit:
      return "by override_at or remove_at";
    case PropertySetter::pin:
      return "by the lock file, which keeps what is deployed";
  }
  return {};
}

}  // namespace omnitrack::cli
