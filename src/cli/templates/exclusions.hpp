#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "assets/ignore_rules.hpp"

namespace omnitrack::cli {

/// The file whose lines are patterns of what is left out of a folder of templates.
inline constexpr std::string_view ignore_file = ".omnitrackignore";

/// What --exclude does.
inline constexpr std::string_view exclude_help =
    "a pattern, as in .gitignore, of what is left out of folders, such as vendor/; repeatable. The "
    "lines of a file .omnitrackignore are such patterns too";

/// What is left out of a folder that is searched for templates: what patterns name, seen from that
/// folder, and the ignore files there and in the current folder, each seen from its own.
class Exclusions {
 public:
  /// Throws UsageError where a pattern is none, and Failure where one of an ignore file is none.
  Exclusions(const std::string& folder, const std::vector<std::string>& patterns);

  /// Whether they name a file or a folder in the one that is searched.
  [[nodiscard]] bool name(const std::filesystem::path& path, bool is_folder) const;

 private:
  struct Rules {
    std::filesystem::path top;  ///< what their patterns are seen from, absolute
    assets::IgnoreRules rules;
  };
  void add_file_of(const std::filesystem::path& top);

  std::vector<Rules> rules_;
};

}  // namespace omnitrack::cli
