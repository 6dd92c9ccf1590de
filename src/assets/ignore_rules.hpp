#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "assets/docker_ignore.hpp"

namespace omnitrack::assets {

/// What is left out of a folder, by patterns that are a part of those of `.gitignore`: `*` and `?`
/// stand for characters of one name, `**` for any number of folders, `/` at the end for folders
/// alone, `/` elsewhere for the top of the folder, and `!` takes back what an earlier one left out.
/// The last pattern that fits decides.
class IgnoreRules {
 public:
  /// The rules that hold for every asset, and then these; beside them, what a `.dockerignore`
  /// leaves out. Throws AssetError.
  explicit IgnoreRules(std::span<const std::string> patterns, DockerIgnore docker = {});

  /// Whether a file or a folder is left out, by its name from the top of the asset, such as
  /// `src/a.py`. What is in a folder that is left out is not asked for.
  [[nodiscard]] bool leaves_out(std::string_view name, bool is_folder) const;

 private:
  struct Rule {
    std::vector<std::string> names;  ///< of the pattern, folder by folder
    bool is_at_top = false;
    bool is_for_folders = false;
    bool takes_back = false;
  };
  void add(const std::string& pattern);
  static bool fits(const Rule& rule, std::string_view name);

  std::vector<Rule> rules_;
  DockerIgnore docker_;
};

/// The patterns that hold for every asset: what differs between machines and runs, and is no code.
std::span<const std::string_view> usual_ignore_patterns();

}  // namespace omnitrack::assets
