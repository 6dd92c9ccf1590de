#include <algorithm>
#include <string>
#include <vector>

#include "core/tags.hpp"
#include "core/tree.hpp"
#include "omnitrack/codes.hpp"
#include "synth/plan.hpp"
#include "synth/pointer.hpp"
#include "synth/resource_form.hpp"

namespace omnitrack::synth {

namespace {

Node tag_item(std::string_view key, const Node& value, TagFormat format) {
  Field fields[] = {{"Key", detail::make_string(key)},
                    {"Value", value},
                    {"PropagateAtLaunch", detail::make_bool(true)}};
  return detail::make_object(fields, format == TagFormat::autoscaling ? 3 : 2);
}

// A construct's tags are kept newest first; the order of the template is that of the calls,
// outermost construct first.
void add_tags_of(const Construct& construct, const Node& own, TagFormat format, Node& tags) {
  if (construct.parent() != nullptr) add_tags_of(*construct.parent(), own, format, tags);
  std::vector<const TagEntry*> entries;
  for (const TagEntry* tag = TreeAccess::tags(construct); tag != nullptr; tag = tag->next) {
    entries.insert(entries.begin(), tag);
  }
  for (const TagEntry* tag : entries) {
    if (find_tag(own, tag->key)) continue;
    if (format == TagFormat::map) {
      tags = detail::with_field(tags, tag->key, tag->value);
      continue;
    }
    Node kept = detail::make_list(nullptr, 0);
    for (std::uint32_t i = 0; i < tags.size; ++i) {
      const Node one = detail::make_list(&tags.items[i], 1);
      if (!find_tag(one, tag->key)) kept = detail::append_item(kept, tags.items[i]);
    }
    tags = detail::append_item(kept, tag_item(tag->key, tag->value, format));
  }
}

void apply_tags(Resource& resource) {
  const TypeInfo& type = resource.type_info();
  if (type.tag_format == TagFormat::none) return;
  Node& property = TreeAccess::properties(resource)[type.tags];
  const bool is_literal = property.kind == NodeKind::list || property.kind == NodeKind::object;
  // Tags that are an intrinsic function as a whole cannot be added to.
  if (property.is_set() && !is_literal) return;
  Node tags = type.tag_format == TagFormat::map ? detail::make_object(nullptr, 0)
                                                : detail::make_list(nullptr, 0);
  const std::uint32_t empty = tags.size;
  add_tags_of(resource, property, type.tag_format, tags);
  if (tags.size == empty) return;
  for (std::uint32_t i = 0; i < property.size; ++i) {
    tags = type.tag_format == TagFormat::map
               ? detail::with_field(tags, property.fields[i].key, property.fields[i].value)
               : detail::append_item(tags, property.items[i]);
  }
  property = tags;
}

bool has_type(const Node& whole) {
  return std::any_of(whole.fields, whole.fields + whole.size, [](const Field& field) {
    return field.key == "Type" && field.value.kind == NodeKind::string;
  });
}

PointerEdit edit_resource(const Node& whole, const OverrideEntry& entry) {
  if (entry.pointer.empty()) return {{}, "stands for the whole resource"};
  const PointerEdit edit = edit_at(whole, entry.pointer, entry.value);
  if (!edit.problem.empty() || has_type(edit.edited)) return edit;
  return {{}, "leaves the resource without a type"};
}

void apply_overrides(Resource& resource, ResourceState& state) {
  Node whole = resource_form(resource);
  for (const OverrideEntry* entry = state.overrides; entry != nullptr; entry = entry->next) {
    const PointerEdit edit = edit_resource(whole, *entry);
    if (edit.problem.empty()) {
      whole = edit.edited;
    } else {
      resource.error(
          codes::OT1012,
          "the override at '" + std::string(entry->pointer) + "' " + std::string(edit.problem),
          "a pointer names keys and places from the resource down, e.g. "
          "/Properties/Tags/0/Value");
    }
  }
  state.overridden = whole;
}

}  // namespace

void lower(StackPlan& plan) {
  const bool has_tags = TreeAccess::state(plan.stack->app()).has_tags;
  for (Resource* resource : plan.resources) {
    if (has_tags) apply_tags(*resource);
    ResourceState* state = TreeAccess::resource_state(*resource);
    if (state != nullptr && state->overrides != nullptr) apply_overrides(*resource, *state);
  }
}

}  // namespace omnitrack::synth
