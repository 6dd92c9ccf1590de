#include "validate/policies/inline_policies.hpp"

#include <algorithm>

#include "meaning/condition_logic.hpp"
#include "meaning/references.hpp"
#include "omnitrack/codes.hpp"

namespace omnitrack::validate {

using meaning::condition_of;
using meaning::find_value;
using meaning::Path;
using schema::facts_of;
using schema::PolicyFor;
using schema::PolicyPlace;
using tmpl::Kind;
using tmpl::Node;
using tmpl::ResourceEntry;

namespace {

/// The maximum of all policies that a type has or is given; 0 for a type that only gives some.
std::uint32_t maximum_of_holder(const ResourceEntry& resource) {
  if (!facts_of<PolicyFor>(resource.type_name).empty()) return 0;
  for (const PolicyPlace& place : facts_of<PolicyPlace>(resource.type_name)) {
    if (place.is_of_all) return place.maximum_size;
  }
  return 0;
}

/// Whether a resource is there wherever another one is.
bool surely_accompanies(const ResourceEntry& resource, const ResourceEntry& other) {
  const std::string_view condition = condition_of(resource);
  return condition.empty() || condition == condition_of(other);
}

std::string written_name(const Node& policy) {
  const Node* name = find_value(&policy, "PolicyName");
  return name == nullptr ? std::string() : meaning::written_text(*name);
}

}  // namespace

void InlinePolicies::add(const ResourceEntry& resource, const PolicyPlace& place) {
  const std::string_view property = place.path.substr(0, place.path.find('/'));
  const Node* start = resource.properties->find(property);
  if (start == nullptr) return;
  const auto add_document = [&](const Node& document, const Node& around) {
    add({&resource, property, &document, written_name(around), minimal_policy_size(document)},
        place.maximum_size);
  };
  if (property == place.path) {
    add_document(*start, *resource.properties);
    return;
  }
  // Items in a branch of an Fn::If may all be left out.
  const std::size_t last_slash = place.path.rfind('/');
  const bool is_item = place.path.ends_with('*');
  for (const Node& item : start->items()) {
    const Node* document = is_item ? &item : item.find(place.path.substr(last_slash + 1));
    if (document != nullptr) add_document(*document, item);
  }
}

void InlinePolicies::add(const Policy& policy, std::uint32_t maximum_size) {
  const auto holders = holders_of(*policy.resource);
  for (const ResourceEntry* each : holders) {
    Holder& holder = holders_[each];
    holder.maximum_size = each == policy.resource ? maximum_size : maximum_of_holder(*each);
    holder.policies.push_back(policy);
  }
}

std::vector<const ResourceEntry*> InlinePolicies::holders_of(const ResourceEntry& resource) const {
  std::vector<const ResourceEntry*> holders;
  const auto add_named = [&](const Node& value) {
    if (!value.is_call()) return;
    const ResourceEntry* named = context_.index.find_resource(meaning::sole_name(value).text);
    if (named != nullptr && maximum_of_holder(*named) != 0 &&
        surely_accompanies(resource, *named)) {
      holders.push_back(named);
    }
  };
  for (const PolicyFor& each : facts_of<PolicyFor>(resource.type_name)) {
    const Node* value = find_value(resource.properties, each.property);
    if (value == nullptr) continue;
    if (!value->is(Kind::list)) add_named(*value);
    for (const Node& item : value->items()) add_named(item);
  }
  // What is given to somebody unknown has to fit by itself.
  if (holders.empty()) holders.push_back(&resource);
  return holders;
}

void InlinePolicies::report() const {
  for (const auto& [resource, holder] : holders_) {
    // Of two policies of one name the later takes the place of the other; which is later is not
    // known.
    std::map<std::string_view, std::size_t> named;
    std::size_t size = 0;
    for (const Policy& each : holder.policies) {
      if (each.name.empty()) {
        size += each.size;
        continue;
      }
      const auto [other, is_first] = named.emplace(each.name, each.size);
      other->second = std::min(other->second, each.size);
    }
    for (const auto& [name, smallest] : named) size += smallest;
    if (size <= holder.maximum_size) continue;
    const Policy& last = holder.policies.back();
    const Path root;
    const Path section(root, "Resources");
    const Path entry(section, last.resource->logical_id);
    const Path properties(entry, "Properties");
    const Path at(properties, last.property);
    const std::string have =
        holder.policies.size() == 1
            ? "the policy has"
            : "the inline policies of '" + std::string(resource->logical_id) + "' together have";
    context_.report.error(codes::OT4527, *last.document, at,
                          have + " at least " + std::to_string(size) +
                              " characters without blanks, more than the " +
                              std::to_string(holder.maximum_size) + " allowed",
                          policy_size_hint);
  }
}

}  // namespace omnitrack::validate
