#pragma once

#include <string_view>

namespace omnitrack::support {

/// Whether a path of names joined by `/` is another one or lies in it.
constexpr bool is_at_or_in(std::string_view path, std::string_view outer) {
  return path.starts_with(outer) && (path.size() == outer.size() || path[outer.size()] == '/');
}

/// The last name of a path.
constexpr std::string_view last_name(std::string_view path) {
  return path.substr(path.rfind('/') + 1);
}

}  // namespace omnitrack::support
