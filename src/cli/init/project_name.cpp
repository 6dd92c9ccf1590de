#include "cli/init/project_name.hpp"

#include <algorithm>
#include <array>
#include <filesystem>

#include "cli/failure.hpp"
#include "cli/page/printable.hpp"
#include "omnitrack/characters.hpp"
#include "support/letters.hpp"

namespace omnitrack::cli {

namespace {

// https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_CreateStack.html
constexpr std::size_t longest_name = 128;

// Targets that CMake keeps for itself (https://cmake.org/cmake/help/latest/policy/CMP0037.html),
// folders that it makes beside the program, and what the library has.
constexpr std::array<std::string_view, 14> taken_names{
    "all",     "clean",     "cmakefiles", "default_target", "depend",     "edit_cache", "help",
    "install", "omnitrack", "package",    "package_source", "preinstall", "test",       "testing"};

bool is_name(std::string_view name) {
  return !name.empty() && name.size() <= longest_name && detail::is_letter(name.front()) &&
         std::ranges::all_of(name,
                             [](char c) { return detail::is_letter_or_digit(c) || c == '-'; });
}

}  // namespace

std::string project_name(const std::string& folder) {
  namespace fs = std::filesystem;
  std::error_code error;
  fs::path path = fs::absolute(folder, error).lexically_normal();
  if (!path.has_filename()) path = path.parent_path();
  return path.filename().string();
}

void check_project_name(std::string_view name) {
  if (!is_name(name)) {
    throw UsageError("a project cannot be called " + quoted_name(name),
                     "a letter, then letters, digits and hyphens, 128 at most: it is the name of "
                     "a stack, too");
  }
  if (std::ranges::find(taken_names, support::to_lower(name)) != taken_names.end()) {
    throw UsageError("a project cannot be called " + quoted_name(name),
                     "CMake, or the library, has something of that name: take another one");
  }
}

}  // namespace omnitrack::cli
