#include "cli/watch/build_way.hpp"

#include <filesystem>
#include <string_view>

#include "cli/failure.hpp"
#include "cli/read_file.hpp"

namespace omnitrack::cli {

namespace {

namespace fs = std::filesystem;

constexpr const char* cache_name = "CMakeCache.txt";

// The value of `KEY:TYPE=VALUE`, each on a line of its own; empty where there is none.
std::string cache_value(std::string_view cache, std::string_view key) {
  for (std::size_t begin = 0; begin < cache.size();) {
    const std::size_t end = std::min(cache.find('\n', begin), cache.size());
    const std::string_view line = cache.substr(begin, end - begin);
    begin = end + 1;
    if (!line.starts_with(key) || !line.substr(key.size()).starts_with(':')) continue;
    const std::size_t equals = line.find('=');
    if (equals != std::string_view::npos) return std::string(line.substr(equals + 1));
  }
  return {};
}

std::string read_cache(const fs::path& folder) {
  const std::string path = (folder / cache_name).string();
  std::error_code error;
  std::optional<std::string> text = read_file(path, error);
  if (!text) throw Failure("cannot read " + path + ": " + error.message());
  return std::move(*text);
}

fs::path build_folder_of(const fs::path& executable) {
  for (fs::path folder = executable.parent_path();; folder = folder.parent_path()) {
    std::error_code error;
    if (fs::exists(folder / cache_name, error)) return folder;
    if (folder == folder.root_path()) return {};
  }
}

// Generators of several configurations build each into a folder of its name.
std::string configuration_of(const std::string& cache, const fs::path& below) {
  const std::string known = ';' + cache_value(cache, "CMAKE_CONFIGURATION_TYPES") + ';';
  for (const fs::path& each : below.parent_path()) {
    if (known.find(';' + each.string() + ';') != std::string::npos) return each.string();
  }
  return {};
}

}  // namespace

std::optional<BuildWay> find_build_way(const std::string& executable,
                                       const std::optional<std::string>& target) {
  const fs::path program(executable);
  const fs::path folder = build_folder_of(program);
  if (folder.empty()) return std::nullopt;
  const std::string cache = read_cache(folder);
  BuildWay way{.command_line = {},
               .build_folder = folder.string(),
               .source_folder = cache_value(cache, "CMAKE_HOME_DIRECTORY")};
  if (way.source_folder.empty()) {
    throw Failure((folder / cache_name).string() + " does not say where the sources are",
                  "configure the build anew, or say how it is built: --build COMMAND --path DIR");
  }
  std::string cmake = cache_value(cache, "CMAKE_COMMAND");
  if (cmake.empty()) cmake = "cmake";
  way.command_line = {std::move(cmake), "--build", way.build_folder, "--target",
                      target.value_or(program.filename().string())};
  const std::string configuration = configuration_of(cache, program.lexically_relative(folder));
  if (!configuration.empty()) {
    way.command_line.insert(way.command_line.end(), {"--config", configuration});
  }
  return way;
}

}  // namespace omnitrack::cli
