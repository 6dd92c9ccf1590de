#include "core/tags.hpp"

namespace omnitrack {

namespace {

std::optional<Node> find_field(const Node& object, std::string_view key) {
  for (std::uint32_t i = 0; object.kind == NodeKind::object && i < object.size; ++i) {
    if (object.fields[i].key == key) return object.fields[i].value;
  }
  return std::nullopt;
}

}  // namespace

std::optional<Node> find_tag(const Node& tags, std::string_view key) {
  if (tags.kind == NodeKind::object) return find_field(tags, key);
  for (std::uint32_t i = 0; tags.kind == NodeKind::list && i < tags.size; ++i) {
    const Node& item = tags.items[i];
    const auto name = find_field(item, "Key");
    if (name && name->kind == NodeKind::string && name->string() == key) {
      return find_field(item, "Value").value_or(Node{});
    }
  }
  return std::nullopt;
}

}  // namespace omnitrack
