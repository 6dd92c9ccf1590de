#include "cli/init/new_project.hpp"

#include <algorithm>
#include <filesystem>

#include "cli/failure.hpp"
#include "cli/files.hpp"
#include "cli/page/printable.hpp"

namespace omnitrack::cli {

namespace {

namespace fs = std::filesystem;

// The folders that were made; where a project could not be written, they go again.
class NewFolders {
 public:
  NewFolders() = default;
  NewFolders(const NewFolders&) = delete;
  NewFolders& operator=(const NewFolders&) = delete;
  ~NewFolders() {
    std::error_code ignored;
    std::for_each(made_.rbegin(), made_.rend(),
                  [&](const fs::path& folder) { fs::remove(folder, ignored); });
  }

  // Makes a folder in one that is there, unless it is there itself.
  void make(const fs::path& folder) {
    std::error_code error;
    if (fs::create_directory(folder, error)) made_.push_back(folder);
    if (error) {
      throw Failure("cannot make the folder " + quoted_name(folder.string()) + ": " +
                    error.message());
    }
  }

  void make_within(const fs::path& root, const fs::path& relative) {
    fs::path folder = root;
    for (const fs::path& part : relative) make(folder /= part);
  }

  void keep() { made_.clear(); }

 private:
  std::vector<fs::path> made_;
};

bool is_there(const fs::path& path) {
  std::error_code ignored;
  return fs::exists(fs::symlink_status(path, ignored));
}

bool has_entries(const fs::path& folder) {
  std::error_code error;
  const fs::directory_iterator entries(folder, error);
  if (error) {
    throw Failure("cannot read the folder " + quoted_name(folder.string()) + ": " +
                  error.message());
  }
  return std::any_of(begin(entries), end(entries),
                     [](const auto& entry) { return entry.path().filename() != ".git"; });
}

}  // namespace

Occupied look_at(const std::string& folder, std::span<const ProjectFile> files) {
  Occupied occupied;
  if (!is_there(folder)) return occupied;
  std::error_code ignored;
  if (!fs::is_directory(folder, ignored)) {
    throw Failure(quoted_name(folder) + " is there already, and is no folder",
                  "choose another name");
  }
  occupied.has_entries = has_entries(folder);
  for (const ProjectFile& file : files) {
    if (is_there(fs::path(folder) / file.path)) occupied.replaced.push_back(file.path);
  }
  return occupied;
}

void write_project(const std::string& folder, std::span<const ProjectFile> files) {
  NewFolders folders;
  folders.make(folder);
  std::vector<NewFile> written;
  written.reserve(files.size());
  for (const ProjectFile& file : files) {
    folders.make_within(folder, fs::path(file.path).parent_path());
    written.push_back({(fs::path(folder) / file.path).string(), file.text});
  }
  write_files_into(folder, written);
  folders.keep();
}

}  // namespace omnitrack::cli
