#pragma once

#include <cstddef>

namespace omnitrack::cli {

/// The width of a line on stdout in characters: that of the terminal, or what COLUMNS says, or 100;
/// never less than 40.
std::size_t line_width();

/// Whether the locale's characters are those of Unicode: LC_ALL, LC_CTYPE or LANG names UTF-8.
bool shows_unicode();

}  // namespace omnitrack::cli
