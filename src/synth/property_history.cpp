#include "synth/property_history.hpp"

#include <algorithm>
#include <limits>
#include <string>
#include <string_view>

#include "core/tree.hpp"
#include "support/json_pointer.hpp"
#include "synth/is_in.hpp"

namespace omnitrack::synth {

namespace {

bool same_value(const Node& a, const Node& b) {
  return a.kind == b.kind && a.size == b.size && a.strength == b.strength && a.integer == b.integer;
}

bool same_source(const Source& a, const Source& b) {
  return a.line == b.line && std::string_view(a.file) == b.file;
}

bool is_stack_or_app(const Construct& construct) {
  return construct.construct_kind() == ConstructKind::stack ||
         construct.construct_kind() == ConstructKind::app;
}

// The construct that the user's code made and that made this one, by their line; itself where the
// user's code made it.
const Construct& maker_of(const Construct& construct) {
  const Construct* maker = &construct;
  for (const Construct* each = construct.parent(); each != nullptr && !is_stack_or_app(*each);
       each = each->parent()) {
    if (same_source(each->source(), construct.source())) maker = each;
  }
  return *maker;
}

// What a value points at in the arena; null where it holds all of itself.
const void* target_of(const Node& value) {
  switch (value.kind) {
    case NodeKind::string:
      return value.text;
    case NodeKind::list:
      return value.items;
    case NodeKind::object:
      return value.fields;
    case NodeKind::attribute:
      return value.attribute;
    case NodeKind::function:
      return value.call;
    default:
      return nullptr;
  }
}

template <class Visit>
void for_each_override(const Resource& resource, const Visit& visit) {
  const ResourceState* state = TreeAccess::resource_state(resource);
  const OverrideEntry* entry = state == nullptr ? nullptr : state->overrides;
  for (; entry != nullptr; entry = entry->next) visit(*entry);
}

}  // namespace

PropertyHistory::PropertyHistory(App& app) : app_(app) {
  for (Construct* each = &app; each != nullptr; each = TreeAccess::next_made(*each)) {
    const auto position = TreeAccess::state(app).arena->position_of(each);
    if (position) made_.push_back({*position, each});
    if (each->construct_kind() == ConstructKind::resource) {
      see(static_cast<const Resource&>(*each), std::nullopt);
    }
  }
}

void PropertyHistory::see(const Resource& resource, const std::optional<Step>& step) {
  Seen& seen = seen_[&resource];
  const std::size_t count = resource.type_info().properties.count;
  seen.properties.resize(count);
  seen.steps.resize(count);
  for (std::size_t i = 0; i < count; ++i) {
    const Node& now = resource.properties()[i];
    if (same_value(seen.properties[i], now)) continue;
    seen.properties[i] = now;
    seen.steps[i] = step;
  }
  std::size_t edits = 0;
  for_each_override(resource, [&](const OverrideEntry&) { ++edits; });
  seen.edit_steps.resize(edits, step);
}

void PropertyHistory::note(PropertySetter setter, const Construct* at) {
  for (Construct* each = &app_; each != nullptr; each = TreeAccess::next_made(*each)) {
    if (each->construct_kind() != ConstructKind::resource) continue;
    see(static_cast<const Resource&>(*each), Step{setter, at});
  }
}

std::optional<std::uint64_t> PropertyHistory::position_of(const Node& value) const {
  const void* target = target_of(value);
  return target == nullptr ? std::nullopt : TreeAccess::state(app_).arena->position_of(target);
}

const Construct* PropertyHistory::made_before(std::uint64_t position,
                                              const Construct& maker) const {
  auto at = std::ranges::upper_bound(made_, position, {}, &Made::position);
  while (at != made_.begin()) {
    --at;
    // What it made itself in that call says nothing of the call.
    if (!is_in(*at->construct, maker)) return at->construct;
  }
  return nullptr;
}

std::uint64_t PropertyHistory::end_of(const Construct& maker) const {
  auto at = std::ranges::find(made_, &maker, &Made::construct);
  while (at != made_.end() && is_in(*at->construct, maker)) ++at;
  return at == made_.end() ? std::numeric_limits<std::uint64_t>::max() : at->position;
}

PropertyOrigin PropertyHistory::dated(const Resource& resource, const Node& value) const {
  const Construct& maker = maker_of(resource);
  PropertyOrigin origin{
      .pointer = {}, .setter = PropertySetter::code_or_construct, .source = resource.source()};
  const bool is_of_code = &maker == &resource;
  if (is_of_code) origin.setter = PropertySetter::code;
  const auto position = position_of(value);
  const auto begin = TreeAccess::state(app_).arena->position_of(&maker);
  if (!position || !begin) return origin;
  if (*position < *begin) {
    origin.setter = PropertySetter::code;
  } else if (*position < end_of(maker)) {
    if (!is_of_code) origin.setter = PropertySetter::construct;
  } else if (const Construct* last = made_before(*position, maker)) {
    const Construct& other = maker_of(*last);
    origin = {.pointer = {},
              .setter = PropertySetter::later_call,
              .path = other.path(),
              .source = other.source()};
  }
  return origin;
}

std::vector<PropertyOrigin> PropertyHistory::origins_of(const Resource& resource,
                                                        const std::vector<Pin>& pins) const {
  std::vector<PropertyOrigin> origins;
  const auto set = [&](std::string pointer, const std::optional<Step>& step,
                       const PropertyOrigin& otherwise) {
    PropertyOrigin origin = otherwise;
    if (step) {
      origin.setter = step->setter;
      origin.path = step->at == nullptr ? std::string() : step->at->path();
      origin.source = step->at == nullptr ? resource.source() : step->at->source();
    }
    origin.pointer = std::move(pointer);
    origins.push_back(std::move(origin));
  };
  const Seen& seen = seen_.at(&resource);
  const StructInfo& info = resource.type_info().properties;
  for (std::uint32_t i = 0; i < info.count; ++i) {
    const Node& value = resource.properties()[i];
    if (!value.is_set()) continue;
    std::string pointer = "/Properties/";
    support::append_pointer_step(info.names[i], pointer);
    set(std::move(pointer), seen.steps[i], dated(resource, value));
  }
  std::size_t edit = 0;
  for_each_override(resource, [&](const OverrideEntry& each) {
    set(std::string(each.pointer), seen.edit_steps[edit++],
        {.pointer = {}, .setter = PropertySetter::edit, .source = resource.source()});
  });
  for (const Pin& each : pins) {
    set("/Properties" + each.pointer, std::nullopt,
        {.pointer = {}, .setter = PropertySetter::pin, .source = resource.source()});
  }
  return origins;
}

}  // namespace omnitrack::synth
