#include "cli/init/library_place.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <filesystem>
#include <string_view>

namespace omnitrack::cli {

namespace {

namespace fs = std::filesystem;

bool is_file(const fs::path& path) {
  std::error_code ignored;
  return fs::is_regular_file(path, ignored);
}

// Whether the package is installed in `<prefix>/lib`, `lib64` or `lib/<architecture>`.
bool has_package(const fs::path& prefix) {
  constexpr std::string_view config = "cmake/omnitrack/omnitrackConfig.cmake";
  if (is_file(prefix / "lib" / config) || is_file(prefix / "lib64" / config)) return true;
  std::error_code ignored;
  const fs::directory_iterator folders(prefix / "lib", ignored);
  return std::any_of(begin(folders), end(folders),
                     [&](const auto& entry) { return is_file(entry.path() / config); });
}

// CMake looks into the system's prefixes, and beside each folder of programs on PATH.
// https://cmake.org/cmake/help/latest/command/find_package.html#config-mode-search-procedure
bool is_searched(const fs::path& prefix) {
  if (prefix == "/usr" || prefix == "/usr/local") return true;
  const char* const variable = std::getenv("PATH");
  std::string_view path = variable != nullptr ? variable : "";
  while (!path.empty()) {
    const std::string_view folder = path.substr(0, path.find(':'));
    std::error_code ignored;
    if (fs::equivalent(folder, prefix / "bin", ignored)) return true;
    path.remove_prefix(std::min(folder.size() + 1, path.size()));
  }
  return false;
}

bool is_checkout(const fs::path& folder) {
  return is_file(folder / "CMakeLists.txt") && is_file(folder / "include/omnitrack/omnitrack.hpp");
}

}  // namespace

LibraryPlace find_library() {
  using Kind = LibraryPlace::Kind;
  std::error_code error;
  const fs::path program = fs::read_symlink("/proc/self/exe", error);
  const fs::path prefix = program.parent_path().parent_path();
  if (has_package(prefix)) {
    return {is_searched(prefix) ? Kind::found : Kind::prefix, prefix.string()};
  }
  for (fs::path folder = prefix; folder.has_relative_path(); folder = folder.parent_path()) {
    if (is_checkout(folder)) return {Kind::checkout, folder.string()};
  }
  return {};
}

}  // namespace omnitrack::cli
