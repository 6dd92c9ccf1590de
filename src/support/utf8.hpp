#pragma once

#include <string_view>

namespace omnitrack::support {

/// Whether the text is well-formed UTF-8 (RFC 3629).
bool is_utf8(std::string_view text);

}  // namespace omnitrack::support
