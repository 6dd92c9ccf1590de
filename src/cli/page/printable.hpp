#pragma once

#include <string>
#include <string_view>

namespace omnitrack::cli {

/// A text that came from a file, with spaces for whatever could steer a terminal or is not text;
/// line ends are kept.
std::string printable(std::string_view text);

/// The same on one line.
std::string printable_line(std::string_view text);

/// The same between single quotes.
std::string quoted_name(std::string_view name);

}  // namespace omnitrack::cli
