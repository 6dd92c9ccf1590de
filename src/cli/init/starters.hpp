#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace omnitrack::cli {

/// A file of a project.
struct ProjectFile {
  std::string path;  ///< within the project's folder
  std::string text;
};

/// All starters as `tools/starters` packs them: of each file its starter, its path and its text,
/// each ended by a zero byte.
std::string_view packed_starters();

/// The names of the starters, in the order of the alphabet.
std::vector<std::string_view> starter_names();

/// The files of a starter for a project of this name, in the order of their paths.
std::vector<ProjectFile> starter_files(std::string_view starter, std::string_view name);

}  // namespace omnitrack::cli
