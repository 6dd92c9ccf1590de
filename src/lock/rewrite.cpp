#include "lock/rewrite.hpp"

#include "support/paths.hpp"

namespace omnitrack::lock {

using support::is_at_or_in;
using support::last_names;

std::optional<std::string> Rewrite::apply(std::string_view path) const {
  if (!is_at_or_in(path, old_prefix)) return std::nullopt;
  return new_prefix + std::string(path.substr(old_prefix.size()));
}

Rewrite rewrite_between(std::string_view old_path, std::string_view new_path) {
  while (last_names(old_path, 1) == last_names(new_path, 1)) {
    const std::size_t old_slash = old_path.rfind('/');
    const std::size_t new_slash = new_path.rfind('/');
    if (old_slash == std::string_view::npos || new_slash == std::string_view::npos) break;
    old_path = old_path.substr(0, old_slash);
    new_path = new_path.substr(0, new_slash);
  }
  return {std::string(old_path), std::string(new_path)};
}

Rewrite narrowed(const Rewrite& rewrite, std::string_view old_path) {
  if (old_path.size() == rewrite.old_prefix.size()) return rewrite;
  const std::size_t end = old_path.find('/', rewrite.old_prefix.size() + 1);
  const std::string_view rest = old_path.substr(0, end).substr(rewrite.old_prefix.size());
  return {rewrite.old_prefix + std::string(rest), rewrite.new_prefix + std::string(rest)};
}

}  // namespace omnitrack::lock
