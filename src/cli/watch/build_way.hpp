#pragma once

#include <optional>
#include <string>
#include <vector>

namespace omnitrack::cli {

/// How CMake builds an app, and where.
struct BuildWay {
  std::vector<std::string> command_line;
  std::string build_folder;
  std::string source_folder;
};

/// How the app of an executable is built: by the nearest CMakeCache.txt above it, and the target of
/// its name where no other is given. Nothing where there is no such file. Throws Failure where it
/// cannot be read.
std::optional<BuildWay> find_build_way(const std::string& executable,
                                       const std::optional<std::string>& target);

}  // namespace omnitrack::cli
