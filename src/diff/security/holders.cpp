#include "diff/security/holders.hpp"

#include <unordered_set>
#include <utility>

#include "meaning/canonical.hpp"
#include "meaning/cases.hpp"
#include "meaning/references.hpp"
#include "meaning/text_parts.hpp"
#include "schema/facts.hpp"

namespace omnitrack::diff {

using meaning::canonical_text;
using meaning::find_value;
using meaning::is_text_expression;
using meaning::text_parts;
using meaning::TextPart;
using tmpl::Node;
using tmpl::ResourceEntry;

std::vector<const Node*> holder_values(const ResourceEntry& entry) {
  std::vector<const Node*> values;
  for (const schema::PolicyFor& each : schema::facts_of<schema::PolicyFor>(entry.type_name)) {
    const Node* value = find_value(entry.properties, each.property);
    if (value != nullptr) values.push_back(value);
  }
  return values;
}

HolderKey holder_key(const Side& side, const Node& value) {
  if (is_text_expression(value)) {
    for (const TextPart& part : text_parts(value)) {
      if (part.kind == TextPart::Kind::reference && side.index->find_resource(part.text)) {
        return part.text;
      }
    }
  }
  return '=' + canonical_text(value, {});
}

std::vector<HolderKey> holders_of(const Side& side, const ResourceEntry& entry) {
  std::vector<HolderKey> keys;
  std::unordered_set<HolderKey> met;
  const meaning::Path path;
  for (const Node* each : holder_values(entry)) {
    meaning::for_each_item(*each, path, [&](const Node& value, const meaning::Path&) {
      HolderKey key = holder_key(side, value);
      if (met.insert(key).second) keys.push_back(std::move(key));
    });
  }
  if (keys.empty()) keys.emplace_back(entry.logical_id);
  return keys;
}

Attachments::Attachments(const Side& side,
                         const std::function<bool(std::string_view)>& is_left_out) {
  if (side.index == nullptr) return;
  const meaning::Path path;
  for (const ResourceEntry& each : side.index->resources()) {
    if (is_left_out && is_left_out(each.logical_id)) continue;
    if (!holder_values(each).empty()) {
      for (const HolderKey& key : holders_of(side, each)) attached_[key].push_back(&each);
    }
    const Node* carried = find_value(each.properties, "ManagedPolicyArns");
    if (carried == nullptr) continue;
    meaning::for_each_item(*carried, path, [&](const Node& value, const meaning::Path&) {
      const auto* policy = side.index->find_resource(meaning::referred_id(value));
      if (policy != nullptr) carriers_[policy->logical_id].emplace_back(each.logical_id);
    });
  }
}

const std::vector<const ResourceEntry*>& Attachments::of(std::string_view holder) const {
  static const std::vector<const ResourceEntry*> none;
  const auto found = attached_.find(holder);
  return found == attached_.end() ? none : found->second;
}

const std::vector<HolderKey>& Attachments::carriers(std::string_view managed_policy) const {
  static const std::vector<HolderKey> none;
  const auto found = carriers_.find(managed_policy);
  return found == carriers_.end() ? none : found->second;
}

}  // namespace omnitrack::diff
