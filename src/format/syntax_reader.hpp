#pragma once

#include <string_view>

#include "format/syntax.hpp"

namespace omnitrack::format {

/// Reads a YAML text, which must be one that a template can be read from, with its comments.
File read_syntax(std::string_view text);

}  // namespace omnitrack::format
