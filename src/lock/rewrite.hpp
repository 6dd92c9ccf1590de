#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <tuple>

namespace omnitrack::lock {

/// That what was in one construct is in another now.
struct Rewrite {
  std::string old_prefix;
  std::string new_prefix;

  /// The path that a path gets by it; nothing where it is not in the old construct.
  [[nodiscard]] std::optional<std::string> apply(std::string_view path) const;

  friend bool operator==(const Rewrite&, const Rewrite&) = default;
  friend bool operator<(const Rewrite& one, const Rewrite& other) {
    return std::tie(one.old_prefix, one.new_prefix) < std::tie(other.old_prefix, other.new_prefix);
  }
};

/// The two paths without the names that both end in, of each at least one name.
Rewrite rewrite_between(std::string_view old_path, std::string_view new_path);

/// The rewrite for one construct further inside on the way to a path that it applies to; the same
/// where it is for just that path.
Rewrite narrowed(const Rewrite& rewrite, std::string_view old_path);

}  // namespace omnitrack::lock
