#pragma once

#include <string>
#include <string_view>

namespace omnitrack::support {

/// A text as it stands in XML or HTML, between tags or in the quotes of an attribute: what would
/// end it is written as a reference, and U+FFFD stands for what neither can have.
std::string xml_text(std::string_view text);

}  // namespace omnitrack::support
