#include "graph/stacks/scene.hpp"

#include "diff/security/stack_view.hpp"
#include "meaning/known.hpp"
#include "meaning/references.hpp"
#include "support/letters.hpp"

namespace omnitrack::graph {

using tmpl::Node;
using tmpl::ResourceEntry;

const ResourceEntry* Scene::named(const Node* value, std::string_view type) const {
  if (value == nullptr) return nullptr;
  const Node* settled = reader_.settle(value);
  if (settled == nullptr) return nullptr;
  const ResourceEntry* entry = model_.index().find_resource(reader_.named_resource(*settled));
  const bool fits = entry != nullptr && (type.empty() || entry->type_name == type);
  return fits && reader_.exists(*entry) ? entry : nullptr;
}

Entries Scene::naming(const ResourceEntry& target, std::string_view type,
                      std::string_view property) const {
  Entries found;
  for (const ResourceEntry* each : model_.users_of(target.logical_id, type)) {
    if (!reader_.exists(*each)) continue;
    for (const ValueAt& value : values(*each, property)) {
      if (named(value.node, {}) != &target) continue;
      found.push_back(each);
      break;
    }
  }
  return found;
}

std::vector<ValueAt> Scene::values(const ResourceEntry& entry, std::string_view ways) const {
  if (entry.properties == nullptr) return {};
  return values_below({&entry, entry.properties}, ways);
}

std::vector<ValueAt> Scene::values_below(const ValueAt& value, std::string_view ways) const {
  std::vector<ValueAt> found;
  while (!ways.empty()) {
    const std::size_t bar = ways.find('|');
    follow(value, ways.substr(0, bar), found);
    ways = bar == std::string_view::npos ? std::string_view() : ways.substr(bar + 1);
  }
  return found;
}

const ResourceEntry* Scene::with_name(const Node& value, std::string_view property) const {
  const auto text = reader_.text(&value);
  if (!text) return nullptr;
  // Such as `DBSubnetGroupName`, which is the name of a `DBSubnetGroup`.
  const auto is_named_by = [property](std::string_view type) {
    constexpr std::string_view ending = "Name";
    if (!property.ends_with(ending)) return false;
    const std::size_t colons = type.rfind("::");
    if (colons == std::string_view::npos) return false;
    return property.substr(0, property.size() - ending.size()).ends_with(type.substr(colons + 2));
  };
  for (const ResourceEntry& each : model_.index().resources()) {
    if (!is_named_by(each.type_name) || !reader_.exists(each)) continue;
    const auto own = reader_.text(find(each, property));
    if (own && support::to_lower(*own) == support::to_lower(*text)) return &each;
  }
  return nullptr;
}

void Scene::follow_name(const ValueAt& value, std::string_view property, std::string_view way,
                        std::vector<ValueAt>& found) const {
  const Node* settled = reader_.settle(value.node);
  if (settled == nullptr) return;
  if (settled->is(tmpl::Kind::list)) {
    for (const Node& each : settled->items()) follow_name({value.in, &each}, property, way, found);
    return;
  }
  const ResourceEntry* next = named(settled, {});
  if (next == nullptr) next = with_name(*settled, property);
  if (next == nullptr || next->properties == nullptr) {
    found.push_back({value.in, settled});
  } else {
    follow({next, next->properties}, way, found);
  }
}

void Scene::follow(const ValueAt& value, std::string_view way, std::vector<ValueAt>& found) const {
  const Node* settled = reader_.settle(value.node);
  if (settled == nullptr) return;
  if (way.empty()) {
    // A list of parameters or of branches is told item by item.
    if (!settled->is(tmpl::Kind::list)) return found.push_back({value.in, settled});
    for (const Node& each : settled->items()) follow({value.in, &each}, way, found);
    return;
  }
  if (way.front() == '>') return follow_name({value.in, settled}, {}, way.substr(1), found);
  const std::size_t end = way.find_first_of("/>");
  const std::string_view step = way.substr(0, end);
  std::string_view rest = end == std::string_view::npos ? std::string_view() : way.substr(end);
  if (rest.starts_with('/')) rest.remove_prefix(1);
  if (step == "*") {
    reader_.for_each_item(settled, [&](const Node& each) {
      follow({value.in, &each}, rest, found);
    });
  } else if (settled->is_call()) {
    found.push_back({value.in, settled});
  } else if (const Node* below = reader_.find(settled, step)) {
    if (rest.starts_with('>')) return follow_name({value.in, below}, step, rest.substr(1), found);
    follow({value.in, below}, rest, found);
  }
}

Setting Scene::setting(const ResourceEntry& entry, std::string_view way,
                       std::optional<bool> by_default) const {
  const std::vector<ValueAt> found = values(entry, way);
  if (found.empty()) return {.value = by_default};
  return setting_of(*found.front().node);
}

Setting Scene::setting_of(const Node& value) const {
  const auto known = meaning::known_boolean(&value);
  if (known) return {.value = known, .at = &value};
  const auto text = reader_.text(&value);
  if (text) return {.value = *text == "true" || *text == "True", .at = &value};
  return {.value = std::nullopt, .at = &value, .unknown = unknown_of(value)};
}

std::optional<std::string> Scene::text(const ResourceEntry& entry, std::string_view way) const {
  const std::vector<ValueAt> found = values(entry, way);
  return found.empty() ? std::nullopt : reader_.text(found.front().node);
}

std::string Scene::unknown_of(const Node& value) const {
  // Of a function of others, what these depend on says more.
  std::string words;
  for (const Node& each : value.is_call() ? value.argument().items() : std::span<const Node>()) {
    if (words.empty() && each.is_call()) words = unknown_of(each);
  }
  if (words.empty()) words = reader_.unknown_part(value);
  if (!words.empty()) return words;
  const meaning::Name name = meaning::sole_name(value);
  if (!name.text.empty()) {
    words = std::string(name.text);
    if (!name.attribute.empty()) words += "." + std::string(name.attribute);
    return "what " + words + " gives";
  }
  return "'" + std::string(reader_.pattern(value, diff::Wildcards::none).shown) +
         "', which is none of the templates";
}

Reason reason_of(RuleKind kind, Verdict says, const ResourceEntry& entry, const Node* at,
                 std::string words) {
  return {.kind = kind,
          .says = says,
          .resource = std::string(entry.logical_id),
          .pointer = at == nullptr ? std::string() : diff::path_of(entry, *at),
          .words = std::move(words)};
}

}  // namespace omnitrack::graph
