#pragma once

#include <span>
#include <string>
#include <vector>

#include "cli/init/starters.hpp"

namespace omnitrack::cli {

/// What is at the place of a project already.
struct Occupied {
  bool has_entries = false;           ///< whether the folder has anything but version control
  std::vector<std::string> replaced;  ///< the paths that files of the project would replace
};

/// Looks at the place of a project. Throws Failure where no folder can be.
Occupied look_at(const std::string& folder, std::span<const ProjectFile> files);

/// Writes a project, and makes its folders. Throws Failure, in which case what was there is as it
/// was.
void write_project(const std::string& folder, std::span<const ProjectFile> files);

}  // namespace omnitrack::cli
