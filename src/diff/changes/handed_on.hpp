#pragma once

#include <string_view>

#include "template/index.hpp"

namespace omnitrack::diff {

// What goes between the template of a stack and those of its parts.

/// What a stack gives the parameters of a nested stack; null where it gives none.
const tmpl::Node* parameters_given(const tmpl::Index& whole, std::string_view nested_stack);

/// The value of an output; null where there is none.
const tmpl::Node* value_of_output(const tmpl::Index& index, std::string_view name);

/// What is handed on where it is made: a split passes an empty text, which nobody reads, where the
/// condition of its resource does not hold.
const tmpl::Node& where_it_is_made(const tmpl::Node& value);

}  // namespace omnitrack::diff
