#include "cli/init/next_steps.hpp"

#include <algorithm>
#include <filesystem>
#include <vector>

#include "deploy/shell.hpp"

namespace omnitrack::cli {

namespace {

struct Step {
  std::string command;
  std::string_view does;
};

Step build_step(const LibraryPlace& library) {
  std::string command = "cmake --workflow --preset dev";
  if (library.kind == LibraryPlace::Kind::prefix) {
    command = "omnitrack_ROOT=" + deploy::shell_quoted(library.folder) + ' ' + command;
  }
  return {std::move(command), "configures, builds and tests"};
}

std::vector<Step> steps_of(const std::string& folder, std::string_view name,
                           const LibraryPlace& library) {
  std::vector<Step> steps;
  std::error_code ignored;
  if (!std::filesystem::equivalent(folder, ".", ignored)) {
    steps.push_back({"cd " + deploy::shell_quoted(folder), ""});
  }
  if (library.kind == LibraryPlace::Kind::checkout) {
    steps.push_back(
        {"ln -s " + deploy::shell_quoted(library.folder) + " omnitrack", "or a submodule"});
  } else if (library.kind == LibraryPlace::Kind::unknown) {
    steps.push_back({"cat README.md", "says how the build finds the library"});
  }
  steps.push_back(build_step(library));
  steps.push_back({"build/dev/" + std::string(name), "prints the template"});
  return steps;
}

}  // namespace

std::string next_steps(const std::string& folder, std::string_view name,
                       const LibraryPlace& library) {
  const std::vector<Step> steps = steps_of(folder, name, library);
  std::size_t width = 0;
  for (const Step& step : steps) {
    if (!step.does.empty()) width = std::max(width, step.command.size());
  }
  std::string text;
  for (const Step& step : steps) {
    text += "  " + step.command;
    if (!step.does.empty()) {
      text.append(width - step.command.size() + 2, ' ').append("# ").append(step.does);
    }
    text += '\n';
  }
  return text;
}

}  // namespace omnitrack::cli
