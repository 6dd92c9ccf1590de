#pragma once

#include <string_view>

namespace omnitrack::meaning {

/// Whether a text can be the name of a stack.
bool is_stack_name(std::string_view text);

/// Whether a text can be the name of an output.
bool is_output_name(std::string_view text);

/// The name of a template's file without the ending that says so, e.g. `.template.json`.
std::string_view without_template_ending(std::string_view file);

/// The stack that a template's file is named after; no name of a stack where it is named otherwise.
std::string_view stack_of_file(std::string_view file);

}  // namespace omnitrack::meaning
