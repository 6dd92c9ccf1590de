#pragma once

#include <cstddef>
#include <string_view>

namespace omnitrack::support {

/// Whether a path of names joined by `/` is another one or lies in it.
constexpr bool is_at_or_in(std::string_view path, std::string_view outer) {
  return path.starts_with(outer) && (path.size() == outer.size() || path[outer.size()] == '/');
}

/// The last names of a path; all of it where it has no more.
constexpr std::string_view last_names(std::string_view path, std::size_t count) {
  std::size_t begin = path.size() + 1;
  for (; count > 0 && begin > 1; --count) begin = path.substr(0, begin - 1).rfind('/') + 1;
  return path.substr(count > 0 ? 0 : begin);
}

}  // namespace omnitrack::support
