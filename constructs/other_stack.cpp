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

const Construct* found_in_other_stack(const Construct& from, const Node& value) {
  const Construct* owner = nullptr;
  switch (value.kind) {
    case NodeKind::ref:
      owner = value.element;
      break;
    case NodeKind::attribute:
      owner = value.attribute->resource;
      break;
    case NodeKind::list:
      return first_of(from, value.items, value.size);
    case NodeKind::function:
      return first_of(from, value.call->arguments, value.call->count);
    default:
      break;
  }
  return owner != nullptr && &owner->stack() != &from.stack() ? owner : nullptr;
}

}  // namespace omnitrack
