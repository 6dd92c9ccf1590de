#pragma once

#include <string>
#include <string_view>

namespace omnitrack::support {

/// A text as it stands in XML or HTML, between tags or in an attribute in double quotes: U+FFFD for
/// what XML has no character for, not even as a reference.
std::string xml_escaped(std::string_view text);

}  // namespace omnitrack::support
