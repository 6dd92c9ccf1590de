#pragma once

#include <string>
#include <string_view>

namespace omnitrack::support {

/// A text between single quotes, as messages show names.
inline std::string quoted(std::string_view text) {
  return std::string(1, '\'').append(text).append(1, '\'');
}

}  // namespace omnitrack::support
