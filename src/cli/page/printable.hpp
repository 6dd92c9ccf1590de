#pragma once

#include <string>
#include <string_view>

namespace omnitrack::cli {

/// A text that came from outside, with escapes for whatever could steer a terminal or is no text;
/// line ends are kept.
std::string printable(std::string_view text);

/// The same on one line.
std::string printable_line(std::string_view text);

/// A name that came from outside between single quotes, printable and on one line.
std::string quoted_name(std::string_view name);

}  // namespace omnitrack::cli
