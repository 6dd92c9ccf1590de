#pragma once

#include <string_view>

namespace omnitrack::fuzz {

/// Whether the brackets of a C++ text, outside of comments and literals, close each other, and each
/// comment and literal has an end.
bool has_balanced_brackets(std::string_view text);

}  // namespace omnitrack::fuzz
