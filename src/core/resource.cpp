#include "omnitrack/resource.hpp"

#include <optional>

#include "core/tags.hpp"
#include "core/tree.hpp"

namespace omnitrack {

ResourceState& Resource::state() {
  if (state_ == nullptr) state_ = detail::current_arena().make<ResourceState>();
  return *state_;
}

namespace {

std::optional<std::uint32_t> place_of(const TypeInfo& type, std::string_view property) {
  for (std::uint32_t i = 0; i < type.properties.count; ++i) {
    if (type.properties.names[i] == property) return i;
  }
  return std::nullopt;
}

}  // namespace

Value<Json> Resource::property(std::string_view name) const {
  const auto place = place_of(*type_, name);
  return place ? Value<Json>::from_node(properties_[*place]) : Value<Json>();
}

bool Resource::set_property(std::string_view name, const Value<Json>& value) {
  const auto place = place_of(*type_, name);
  if (place) properties_[*place] = value.node();
  return place.has_value();
}

Value<Json> Resource::tag(std::string_view key) const {
  if (!is_taggable()) return {};
  Node found = find_tag(properties_[type_->tags], key).value_or(Node{});
  for (const Construct* at = this; at != nullptr && !found.is_set(); at = at->parent()) {
    const TagEntry* entry = TreeAccess::tags(*at);
    while (entry != nullptr && entry->key != key) entry = entry->next;
    if (entry != nullptr) found = entry->value;
  }
  return Value<Json>::from_node(found);
}

void Resource::set_removal_policy(RemovalPolicy policy) {
  state().has_removal_policy = policy != RemovalPolicy::unspecified;
  state().removal_policy = policy;
}

void Resource::set_condition(const Condition& condition) { state().condition = &condition; }

void Resource::add_metadata(std::string_view key, const Json& value) {
  state().metadata = detail::with_field(state().metadata, key, value.node());
}

void Resource::set_creation_policy(const Json& policy) { state().creation_policy = policy.node(); }

void Resource::set_update_policy(const Json& policy) { state().update_policy = policy.node(); }

namespace {

// Overrides and digest sources apply in the order in which they were given.
template <class Entry>
void append(Entry*& list, const Entry& entry) {
  Entry** end = &list;
  while (*end != nullptr) end = &(*end)->next;
  *end = detail::current_arena().make<Entry>(entry);
}

}  // namespace

void Resource::override_at(std::string_view pointer, const Json& value) {
  append(state().overrides, OverrideEntry{detail::copy_text(pointer), value.node(), nullptr});
}

void Resource::remove_at(std::string_view pointer) {
  append(state().overrides, OverrideEntry{detail::copy_text(pointer), Node{}, nullptr});
}

void Resource::add_digest_source(const Resource& other) {
  append(state().digest_sources, DigestEntry{&other, Node{}, nullptr});
}

void Resource::add_digest_source(const Resource& other, const List<std::string>& properties) {
  append(state().digest_sources, DigestEntry{&other, properties.node(), nullptr});
}

void Resource::add_digest_source(const Json& value) {
  append(state().digest_sources, DigestEntry{nullptr, value.node(), nullptr});
}

namespace {

// The names and values of an untyped resource, in the form that generated props have.
struct UntypedForm {
  const TypeInfo* type;
  Node* values;
};

UntypedForm untyped_form(std::string_view type, const Node& properties) {
  detail::Arena& arena = detail::current_arena();
  const std::uint32_t count = properties.kind == NodeKind::object ? properties.size : 0;
  auto* names = arena.allocate<std::string_view>(count);
  auto* values = arena.allocate<Node>(count);
  for (std::uint32_t i = 0; i < count; ++i) {
    names[i] = properties.fields[i].key;
    values[i] = properties.fields[i].value;
  }
  return {arena.make<TypeInfo>(detail::copy_text(type), StructInfo{names, count}, -1,
                               TagFormat::none, false, true),
          values};
}

const TypeInfo no_type{};

}  // namespace

UntypedResource::UntypedResource(Attach at, const UntypedResourceProps& props)
    : Resource(std::move(at), no_type, nullptr), given_(props.properties) {
  const UntypedForm form = untyped_form(props.type, given_.node());
  rebind(*form.type, form.values);
}

void UntypedResource::set(std::string_view name, const Json& value) {
  given_.set(name, value);
  const UntypedForm form = untyped_form(type_info().name, given_.node());
  rebind(*form.type, form.values);
}

}  // namespace omnitrack
