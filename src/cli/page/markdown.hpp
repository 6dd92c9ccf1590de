#pragma once

#include <string>
#include <string_view>

#include "cli/page/colors.hpp"

namespace omnitrack::cli {

/// A page in Markdown for a terminal: headings and code stand out where there are colours; without
/// them it is as it was.
std::string shown_markdown(std::string_view page, const Colors& colors);

}  // namespace omnitrack::cli
