#pragma once

#include <string>
#include <string_view>

namespace omnitrack::support {

/// A text that came from a file, with spaces for whatever could steer a terminal, turns the
/// direction of writing or is not text; line ends are kept.
std::string printable(std::string_view text);

/// The same on one line.
std::string printable_line(std::string_view text);

}  // namespace omnitrack::support
