#pragma once

#include <string>
#include <string_view>

namespace omnitrack::cli {

/// The name of a stack that a template's file is named after, with hyphens for what no name has.
std::string stack_name_of(std::string_view file);

/// The name of the program that makes a stack: small letters, digits and underscores.
std::string program_name_of(std::string_view stack);

}  // namespace omnitrack::cli
