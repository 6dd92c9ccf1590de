#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "format/syntax.hpp"

namespace omnitrack::format {

/// The lines of a scalar without quotes or in quotes, each without the indent that says nothing;
/// empty where it takes one line.
std::vector<std::string> lines_of_flow_scalar(std::string_view written, Style style);

/// The lines of a block that begins with `>`, without its indent and the empty ones at its end.
/// `text` is what the block says.
std::vector<std::string> lines_of_block(std::string_view written, std::string_view text);

}  // namespace omnitrack::format
