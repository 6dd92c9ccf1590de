#include "omnitrack/node.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <stdexcept>

#include "core/app_arena.hpp"
#include "omnitrack/tag.hpp"

namespace omnitrack {

namespace {

constexpr std::string_view tag_names[] = {"Key", "Value"};

constexpr std::array<std::string_view, 7> pseudo_names{
    "AWS::AccountId", "AWS::NotificationARNs", "AWS::Partition", "AWS::Region",
    "AWS::StackId",   "AWS::StackName",        "AWS::URLSuffix"};
static_assert(pseudo_names[static_cast<std::size_t>(PseudoParameter::url_suffix)] ==
              "AWS::URLSuffix");

Node object_of(const Field* fields, std::size_t count, bool has_given_keys) {
  Node node(NodeKind::object, static_cast<std::uint32_t>(count));
  node.has_given_keys = has_given_keys;
  node.fields = fields;
  return node;
}

}  // namespace

const StructInfo Tag::info{tag_names, 2};

namespace detail {

void* allocate(std::size_t size, std::size_t alignment) {
  return current_arena().allocate(size, alignment);
}

void refuse_null_text() {
  throw std::invalid_argument(
      "a null pointer is given as a text; std::getenv gives one where the variable is not set");
}

std::string_view copy_text(std::string_view text) {
  if (text.empty()) return {};
  char* copy = current_arena().allocate<char>(text.size());
  std::memcpy(copy, text.data(), text.size());
  return {copy, text.size()};
}

Node make_string(std::string_view text) { return adopt_string(copy_text(text)); }

Node make_list(const Node* items, std::size_t count) {
  Node* copy = current_arena().allocate<Node>(count);
  std::copy_n(items, count, copy);
  return adopt_list(copy, count);
}

Node append_item(const Node& list, const Node& item) {
  const std::size_t count = list.kind == NodeKind::list ? list.size : 0;
  Node* copy = current_arena().allocate<Node>(count + 1);
  std::copy_n(list.items, count, copy);
  copy[count] = item;
  return adopt_list(copy, count + 1);
}

Node make_struct(const StructInfo& info, const Node* members) {
  const auto set = static_cast<std::size_t>(
      std::count_if(members, members + info.count, [](const Node& m) { return m.is_set(); }));
  Field* fields = current_arena().allocate<Field>(set);
  Field* next = fields;
  for (std::uint32_t i = 0; i < info.count; ++i) {
    if (members[i].is_set()) *next++ = {info.names[i], members[i]};
  }
  return object_of(fields, set, false);
}

Node make_object(const Field* fields, std::size_t count) {
  Field* copy = current_arena().allocate<Field>(count);
  std::copy_n(fields, count, copy);
  return object_of(copy, count, true);
}

namespace {

Node with_set(const Node& object, const Field* others, std::size_t more) {
  std::size_t count = object.kind == NodeKind::object ? object.size : 0;
  Field* const fields = current_arena().allocate<Field>(count + more);
  std::copy_n(object.fields, count, fields);
  for (std::size_t i = 0; i < more; ++i) {
    const Field& other = others[i];
    Field* const end = fields + count;
    Field* const found =
        std::find_if(fields, end, [&](const Field& field) { return field.key == other.key; });
    if (found == end) {
      *end = {copy_text(other.key), other.value};
      ++count;
    } else {
      found->value = other.value;
    }
  }
  return object_of(fields, count, true);
}

}  // namespace

Node with_field(const Node& object, std::string_view key, const Node& value) {
  const Field field{key, value};
  return with_set(object, &field, 1);
}

Node with_fields(const Node& object, const Node& others) {
  const bool has_fields = others.kind == NodeKind::object && others.size != 0;
  return has_fields ? with_set(object, others.fields, others.size) : object;
}

Node make_enumerator(const EnumInfo& info, std::size_t index) {
  return adopt_string(info.texts[index]);
}

Node make_ref(const Element& element) {
  Node node(NodeKind::ref);
  node.element = &element;
  return node;
}

Node make_logical_id(const Element& element) {
  Node node(NodeKind::logical_id);
  node.element = &element;
  return node;
}

Node make_attribute(const Resource& resource, std::string_view name, bool is_list) {
  Node node(NodeKind::attribute);
  node.attribute = current_arena().make<AttributeRef>(&resource, copy_text(name), is_list);
  return node;
}

Node make_pseudo(PseudoParameter parameter, const Stack* of) {
  Node node(NodeKind::pseudo, static_cast<std::uint32_t>(parameter));
  node.stack = of;
  return node;
}

std::string_view pseudo_name(PseudoParameter parameter) {
  return pseudo_names[static_cast<std::size_t>(parameter)];
}

Node make_call(Intrinsic function, const Node* arguments, std::size_t count) {
  Node* copy = current_arena().allocate<Node>(count);
  std::copy_n(arguments, count, copy);
  Node node(NodeKind::function);
  node.call = current_arena().make<FunctionCall>(function, static_cast<std::uint32_t>(count),
                                                 static_cast<const Node*>(copy));
  return node;
}

namespace {

Node items_with_strength(const Node& list, ReferenceStrength strength) {
  Node* copy = current_arena().allocate<Node>(list.size);
  std::transform(list.items, list.items + list.size, copy,
                 [strength](const Node& item) { return with_strength(item, strength); });
  return adopt_list(copy, list.size);
}

Node fields_with_strength(const Node& object, ReferenceStrength strength) {
  Field* copy = current_arena().allocate<Field>(object.size);
  std::transform(object.fields, object.fields + object.size, copy, [strength](const Field& field) {
    return Field{field.key, with_strength(field.value, strength)};
  });
  return object_of(copy, object.size, object.has_given_keys);
}

}  // namespace

Node with_strength(const Node& value, ReferenceStrength strength) {
  switch (value.kind) {
    case NodeKind::pseudo:
    case NodeKind::ref:
    case NodeKind::attribute: {
      Node reference = value;
      reference.strength = strength;
      return reference;
    }
    case NodeKind::list:
      return items_with_strength(value, strength);
    case NodeKind::object:
      return fields_with_strength(value, strength);
    case NodeKind::function: {
      const Node arguments =
          items_with_strength(adopt_list(value.call->arguments, value.call->count), strength);
      return make_call(value.call->function, arguments.items, arguments.size);
    }
    default:
      return value;
  }
}

}  // namespace detail
}  // namespace omnitrack
