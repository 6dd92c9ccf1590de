#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace omnitrack::support {

/// How many bytes at a place of a well-formed text are a character that steers a terminal or turns
/// the direction of writing; none where it is shown, or is a control of ASCII.
std::size_t steering_bytes(std::string_view text, std::size_t at);

/// Appends such a character as `\u202e`.
void append_steering_escape(std::string_view bytes, std::string& text);

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
