#include "same_value.hpp"

#include <algorithm>

namespace omnitrack::iam {

namespace {

bool same_items(const Node* a, const Node* b, std::size_t count) {
  return std::equal(a, a + count, b, same_value);
}

bool same_fields(const Node& a, const Node& b) {
  return std::equal(a.fields, a.fields + a.size, b.fields, [](const Field& x, const Field& y) {
    return x.key == y.key && same_value(x.value, y.value);
  });
}

}  // namespace

bool same_value(const Node& a, const Node& b) {
  if (a.kind != b.kind || a.size != b.size) return false;
  switch (a.kind) {
    case NodeKind::absent:
    case NodeKind::no_value:
    case NodeKind::null:
      return true;
    case NodeKind::boolean:
      return a.boolean == b.boolean;
    case NodeKind::integer:
      return a.integer == b.integer;
    case NodeKind::number:
      return a.number == b.number;
    case NodeKind::string:
      return a.string() == b.string();
    case NodeKind::pseudo:
      return a.stack == b.stack || a.stack == nullptr || b.stack == nullptr;
    case NodeKind::list:
      return same_items(a.items, b.items, a.size);
    case NodeKind::object:
      return same_fields(a, b);
    case NodeKind::ref:
    case NodeKind::logical_id:
      return a.element == b.element;
    case NodeKind::attribute:
      return a.attribute->resource == b.attribute->resource &&
             a.attribute->name == b.attribute->name;
    case NodeKind::function:
      return a.call->function == b.call->function && a.call->count == b.call->count &&
             same_items(a.call->arguments, b.call->arguments, a.call->count);
  }
  return false;
}

}  // namespace omnitrack::iam
