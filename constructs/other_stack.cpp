#include "other_stack.hpp"

#include <omnitrack/resource.hpp>
#include <omnitrack/stack.hpp>

namespace omnitrack {

namespace {

const Construct* first_of(const Construct& from, const Node* values, std::size_t count) {
  const Construct* found = nullptr;
  for (std::size_t i = 0; found == nullptr && i < count; ++i) {
    found = found_in_other_stack(from, values[i]);
  }
  return found;
}

}  // namespace

const Construct* owner_of_reference(const Node& value) {
  if (value.kind == NodeKind::ref) return value.element;
  if (value.kind == NodeKind::attribute) return value.attribute->resource;
  return nullptr;
}

const Construct* found_in_other_stack(const Construct& from, const Node& value) {
  if (value.kind == NodeKind::list) return first_of(from, value.items, value.size);
  if (value.kind == NodeKind::function) {
    return first_of(from, value.call->arguments, value.call->count);
  }
  const Construct* owner = owner_of_reference(value);
  return owner != nullptr && &owner->stack() != &from.stack() ? owner : nullptr;
}

bool is_in_later_stack(const Construct& construct, const Construct& than) {
  const Construct* each = than.stack().next_sibling();
  while (each != nullptr && each != &construct.stack()) each = each->next_sibling();
  return each != nullptr;
}

}  // namespace omnitrack
