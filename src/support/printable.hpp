#pragma once

#include <string>
#include <string_view>

namespace omnitrack::support {

/// A text that came from a file, with spaces for whatever could steer a terminal, turns the
/// direction of writing or is not text; line ends are kept.
std::string printable(std::string_view text);

/// The same on one line.
std::string printable_line(std::string_view text);

/// A text that came from outside, with all of that written as `\x1b` and `\u202e`, so that its
/// reader sees that it is there; tabs are spaces, and line ends are kept.
std::string escaped(std::string_view text);

/// The same on one line: a line end is written as `\n`.
std::string escaped_line(std::string_view text);

}  // namespace omnitrack::support
