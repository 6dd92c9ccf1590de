#include "template/pointer.hpp"

#include <algorithm>
#include <charconv>

#include "support/json_pointer.hpp"

namespace omnitrack::tmpl {

const Node* at_pointer_step(const Node& value, std::string_view step) {
  if (!value.is(Kind::list)) return value.find(support::key_of_pointer_step(step));
  std::size_t place = 0;
  const auto read = std::from_chars(step.data(), step.data() + step.size(), place);
  return read.ec == std::errc() && place < value.items().size() ? &value.items()[place] : nullptr;
}

const Node* at_pointer(const Node& value, std::string_view pointer) {
  const Node* at = &value;
  while (!pointer.empty() && at != nullptr) {
    const std::size_t end = std::min(pointer.find('/', 1), pointer.size());
    at = at_pointer_step(*at, pointer.substr(1, end - 1));
    pointer.remove_prefix(end);
  }
  return at;
}

}  // namespace omnitrack::tmpl
