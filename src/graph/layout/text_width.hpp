#pragma once

#include <string>
#include <string_view>

namespace omnitrack::graph {

/// About how wide a text is in a sans-serif font of a size, rather too wide than too narrow.
double text_width(std::string_view text, double font_size);

/// The same of a bold text.
double bold_text_width(std::string_view text, double font_size);

/// How wide a bold text is in Helvetica, Arial or Liberation Sans.
double usual_bold_width(std::string_view text, double font_size);

/// The text, or its begin and its end with `…` between where it is wider.
std::string fitted(std::string_view text, double width, double font_size);

}  // namespace omnitrack::graph
