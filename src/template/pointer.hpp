#pragma once

#include <string_view>

#include "template/model.hpp"

namespace omnitrack::tmpl {

/// What a step of a JSON pointer (RFC 6901) leads to, a key's value or an item by its place; null
/// where that is not there.
const Node* at_pointer_step(const Node& value, std::string_view step);

/// What a JSON pointer such as `/Tags/0/Key` leads to from a value; null where that is not there.
const Node* at_pointer(const Node& value, std::string_view pointer);

}  // namespace omnitrack::tmpl
