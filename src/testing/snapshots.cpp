#include "omnitrack/testing/snapshots.hpp"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <span>

#include "support/line_diff.hpp"
#include "support/new_files.hpp"
#include "testing/template_state.hpp"

namespace omnitrack::assertions {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t most_lines_shown = 60;
constexpr std::string_view update_option = "--update-snapshots";
constexpr std::string_view folder_option = "--snapshots=";

struct SnapshotSettings {
  fs::path folder = {};
  bool are_updated = false;
};

SnapshotSettings& snapshot_settings() {
  static SnapshotSettings settings;
  return settings;
}

bool are_updated() {
  const char* const asked = std::getenv("OMNITRACK_UPDATE_SNAPSHOTS");
  return snapshot_settings().are_updated || (asked != nullptr && *asked != '\0');
}

/// A text in which the content hashes of assets are named by their constructs, so that a file that
/// changes changes no snapshot.
std::string without_hashes(std::string text, const Assembly& assembly) {
  for (const auto& [hash, path] : assembly.hashes) {
    const std::string name = "<content of " + path + '>';
    for (std::size_t at = text.find(hash); at != std::string::npos; at = text.find(hash, at)) {
      text.replace(at, hash.size(), name);
    }
  }
  return text;
}

std::string read_file(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

Check write_snapshot(const fs::path& path, const std::string& text) {
  std::error_code unknown;
  fs::create_directories(path.parent_path(), unknown);
  const support::NewFile file{.path = path.string(), .text = text};
  try {
    support::put_files(std::span(&file, 1));
  } catch (const support::WriteError& error) {
    return {Outcome::unknown, error.what()};
  }
  return {Outcome::holds, path.string() + " is written"};
}

std::string first_lines(const std::string& text) {
  std::size_t end = 0;
  for (std::size_t line = 0; line < most_lines_shown; ++line) {
    end = text.find('\n', end);
    if (end == std::string::npos) return text;
    ++end;
  }
  return text.substr(0, end) + "…\n";
}

}  // namespace

void set_snapshots(std::string_view folder, bool are_updated_now) {
  snapshot_settings() = {.folder = folder, .are_updated = are_updated_now};
}

void read_snapshot_options(int& argc, char** argv, std::string_view folder) {
  bool is_update = false;
  int kept = 0;
  for (int i = 0; i < argc; ++i) {
    const std::string_view argument = argv[i];
    if (i != 0 && argument == update_option) {
      is_update = true;
    } else if (i != 0 && argument.starts_with(folder_option)) {
      folder = argument.substr(folder_option.size());
    } else {
      argv[kept++] = argv[i];
    }
  }
  argc = kept;
  argv[argc] = nullptr;
  set_snapshots(folder, is_update);
}

Check Template::matches_snapshot(std::string_view file) const {
  if (!problem().empty()) return refusal();
  const fs::path path = snapshot_settings().folder / fs::path(file);
  const std::string now = without_hashes(text(), *state_->assembly);
  const bool is_there = fs::exists(path);
  const std::string before = is_there ? read_file(path) : std::string();
  if (is_there && before == now) return {Outcome::holds, "it is as " + path.string()};
  if (are_updated()) return write_snapshot(path, now);
  const std::string hint = "; " + std::string(update_option) + " writes it";
  if (!is_there) return {Outcome::fails, "there is no " + path.string() + hint};
  return {Outcome::fails,
          "it differs from " + path.string() + hint + '\n' +
              first_lines(support::unified_diff(before, now, path.string(), name() + " as made"))};
}

}  // namespace omnitrack::assertions
