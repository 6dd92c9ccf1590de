#include "cli/explain/property_changes.hpp"

#include <algorithm>

#include "meaning/path.hpp"
#include "meaning/value_spec.hpp"
#include "schema/facts.hpp"

namespace omnitrack::cli {

namespace {

using diff::Effect;
using meaning::Path;
using meaning::ValueSpec;
using schema::FixedProperty;

Effect effect_of(schema::Update update) {
  switch (update) {
    case schema::Update::in_place:
      return Effect::in_place;
    case schema::Update::may_replace:
      return Effect::may_replace;
    case schema::Update::replaces:
      return Effect::replaces;
  }
  return Effect::in_place;
}

void add_inner(std::string pointer, Effect effect, std::vector<InnerChange>& found) {
  if (std::ranges::find(found, pointer, &InnerChange::pointer) != found.end()) return;
  found.push_back({std::move(pointer), effect});
}

// Adds what is below a value and does more than that itself.
void add_replacing(const tmpl::Node& value, const ValueSpec& spec, Effect above, const Path& path,
                   std::vector<InnerChange>& found) {
  const auto visit = [&](const tmpl::Node& below, const ValueSpec& below_spec, const Path& at) {
    const Effect own = effect_of(below_spec.update);
    if (below_spec.type && own > above) {
      add_inner(at.pointer(), own, found);
    } else {
      add_replacing(below, below_spec, above, at, found);
    }
  };
  if (value.is_call()) return;
  for (const tmpl::Member& each : value.members()) {
    visit(each.value, meaning::member_spec(spec, each.key()), Path(path, each.key()));
  }
  for (const tmpl::Node& each : value.items()) {
    // An item is of its list: only what is in it has an update of its own.
    add_replacing(each, meaning::item_spec(spec), above, Path(path, "*"), found);
  }
}

// Whether a path of facts leads to a property or into it.
bool is_at_or_in(std::string_view path, std::string_view property) {
  return path == property ||
         (path.starts_with(property) && path.substr(property.size()).starts_with('/'));
}

FixedChange fixed_change(const FixedProperty& fact, std::string_view property) {
  std::string words = fact.is_certain ? "cannot be changed" : "may not be changeable";
  words += fact.since == FixedProperty::Since::creation ? " once the resource is there"
                                                        : " once it is set";
  return {.path = fact.path == property ? std::string() : std::string(fact.path),
          .is_certain = fact.is_certain,
          .words = std::move(words)};
}

}  // namespace

PropertyChange change_of(const tmpl::ResourceEntry& resource, std::string_view property,
                         const tmpl::Node& value) {
  PropertyChange change;
  const ValueSpec spec = meaning::spec_of(resource, property);
  if (!spec.type) return change;
  change.is_known = true;
  change.effect = effect_of(spec.update);
  const Path root;
  const Path properties(root, "Properties");
  const Path path(properties, property);
  add_replacing(value, spec, change.effect, path, change.inner);
  const auto& type = *resource.type;
  for (std::uint32_t i = 0; i < type.also_replaces_count(); ++i) {
    const std::string_view other = type.also_replaces(i);
    if (!is_at_or_in(other, property)) continue;
    if (other == property) {
      change.effect = Effect::replaces;
    } else if (change.effect != Effect::replaces) {
      add_inner("/Properties/" + std::string(other), Effect::replaces, change.inner);
    }
  }
  for (const FixedProperty& each : schema::facts_of<FixedProperty>(resource.type_name)) {
    if (is_at_or_in(each.path, property)) change.fixed.push_back(fixed_change(each, property));
  }
  return change;
}

std::vector<std::string_view> replacing_when_set(const tmpl::ResourceEntry& resource) {
  std::vector<std::string_view> names;
  if (!resource.type) return names;
  const schema::Shape shape = resource.type->shape();
  for (std::uint32_t i = 0; i < shape.property_count(); ++i) {
    const schema::Property property = shape.property(i);
    const bool is_set =
        resource.properties != nullptr && resource.properties->find(property.name()) != nullptr;
    if (!is_set && !property.is_read_only() && property.update() == schema::Update::replaces) {
      names.push_back(property.name());
    }
  }
  return names;
}

}  // namespace omnitrack::cli
