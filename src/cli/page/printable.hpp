#pragma once

#include <span>
#include <string>
#include <string_view>

namespace omnitrack::cli {

/// A text that came from outside, on one line: with escapes for line ends, for whatever could steer
/// a terminal, and for what is no text.
std::string printable(std::string_view text);

/// The same with its line ends.
std::string printable_lines(std::string_view text);

/// Names that came from outside, printable, with commas between them.
std::string printable_names(std::span<const std::string> names);

/// A name that came from outside between single quotes, printable.
std::string quoted_name(std::string_view name);

}  // namespace omnitrack::cli
