#pragma once

#include <string>
#include <string_view>

namespace omnitrack::cli {

/// Breaks a text at its spaces to a width in characters; all lines but the first are indented.
std::string wrapped(std::string_view text, std::size_t indent, std::size_t width);

}  // namespace omnitrack::cli
