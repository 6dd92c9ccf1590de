#include "assets/asset_files.hpp"

#include <algorithm>
#include <filesystem>

#include "assets/asset_error.hpp"
#include "omnitrack/codes.hpp"
#include "support/paths.hpp"
#include "support/quoted.hpp"
#include "support/utf8.hpp"

namespace omnitrack::assets {

namespace {

namespace fs = std::filesystem;

// Beyond them an archive needs the zip64 extension.
// https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT
constexpr std::size_t most_files = 65'534;
constexpr std::uint64_t most_bytes_of_folder = 4'000'000'000;
// https://docs.aws.amazon.com/AmazonS3/latest/userguide/upload-objects.html
constexpr std::uint64_t most_bytes_of_file = 5'000'000'000;

std::string hint_for_unread(const fs::path& path) {
  if (path.is_absolute()) return "check that it is there, and that you may read it";
  std::error_code error;
  return "a relative path is seen from the working folder, here " +
         support::quoted(fs::current_path(error).string()) +
         "; one that begins with OMNITRACK_APP_DIR, as in `OMNITRACK_APP_DIR \"/" +
         path.generic_string() + "\"`, lies beside the sources of the app";
}

[[noreturn]] void cannot_read(const std::string& path, const std::error_code& error) {
  throw AssetError(codes::OT4101, "cannot read " + support::quoted(path) + ": " + error.message(),
                   hint_for_unread(path));
}

void check(const std::error_code& error, const std::string& path) {
  if (error) cannot_read(path, error);
}

AssetFile describe_file(std::string name, const fs::path& path) {
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  check(error, path.string());
  if (!fs::is_regular_file(status)) {
    throw AssetError(codes::OT4103,
                     support::quoted(path.string()) + " is neither a file nor a folder",
                     "leave it out by a pattern of `ignore`");
  }
  AssetFile file{.name = std::move(name), .path = path.string()};
  file.bytes = fs::file_size(path, error);
  check(error, path.string());
  constexpr fs::perms any_execution =
      fs::perms::owner_exec | fs::perms::group_exec | fs::perms::others_exec;
  file.is_executable = (status.permissions() & any_execution) != fs::perms::none;
  return file;
}

class FolderWalk {
 public:
  FolderWalk(const std::string& folder, const IgnoreRules& rules)
      : root_(real_path_of(folder)), rules_(rules) {}

  AssetFiles walk() {
    visit(root_, {});
    if (found_.files.empty()) {
      throw AssetError(codes::OT4105,
                       "the folder " + support::quoted(root_) + " has no file to upload",
                       "build it first, or look at the patterns of `ignore`");
    }
    found_.folder = root_;
    std::ranges::sort(found_.files, {}, &AssetFile::name);
    return std::move(found_);
  }

 private:
  // `folder` is a path without links.
  void visit(const std::string& folder, const std::string& prefix) {
    open_folders_.push_back(folder);
    std::error_code error;
    fs::directory_iterator entry(folder, error);
    for (const fs::directory_iterator end; !error && entry != end; entry.increment(error)) {
      take(entry->path(), prefix);
    }
    check(error, folder);
    open_folders_.pop_back();
  }

  void take(const fs::path& path, const std::string& prefix) {
    std::string name = prefix + path.filename().string();
    if (!support::is_utf8(name)) {
      throw AssetError(codes::OT4103,
                       support::quoted(support::well_formed(name)) + " is not named in UTF-8",
                       "rename it: an archive cannot hold it under that name everywhere");
    }
    std::error_code error;
    const bool is_link = fs::is_symlink(path, error);
    if (is_link && rules_.leaves_out(name, false)) return;
    const std::string real = is_link ? target_of(path, name) : path.string();
    const bool is_folder = fs::is_directory(real, error);
    if (rules_.leaves_out(name, is_folder)) return;
    if (is_folder) {
      check_circle(real, name);
      visit(real, name + '/');
    } else {
      add(describe_file(std::move(name), real));
    }
  }

  [[nodiscard]] std::string target_of(const fs::path& link, const std::string& name) const {
    std::error_code error;
    std::string target = fs::canonical(link, error).string();
    if (error) {
      throw AssetError(codes::OT4102,
                       "the link " + support::quoted(name) + " leads nowhere: " + error.message(),
                       "remove it, or leave it out by a pattern of `ignore`");
    }
    if (!support::is_at_or_in(target, root_)) {
      throw AssetError(codes::OT4102,
                       "the link " + support::quoted(name) + " leads out of the folder, to " +
                           support::quoted(target),
                       "copy what it leads to into the folder, or leave it out by a pattern of "
                       "`ignore`");
    }
    return target;
  }

  void check_circle(const std::string& folder, const std::string& name) const {
    if (std::ranges::find(open_folders_, folder) == open_folders_.end()) return;
    throw AssetError(codes::OT4102,
                     "the link " + support::quoted(name) + " leads to a folder that it is in",
                     "remove it, or leave it out by a pattern of `ignore`");
  }

  void add(AssetFile file) {
    found_.bytes += file.bytes;
    found_.files.push_back(std::move(file));
    if (found_.bytes <= most_bytes_of_folder && found_.files.size() <= most_files) return;
    throw AssetError(codes::OT4106,
                     "the folder " + support::quoted(root_) + " holds more than an archive can: " +
                         "4,000,000,000 bytes in 65,534 files",
                     "leave out what is not needed by patterns of `ignore`");
  }

  std::string root_;
  const IgnoreRules& rules_;
  std::vector<std::string> open_folders_;
  AssetFiles found_;
};

}  // namespace

std::string real_path_of(const std::string& path) {
  if (path.empty()) {
    throw AssetError(codes::OT4101, "the path is empty", "name a file or a folder");
  }
  std::error_code error;
  fs::path real = fs::canonical(path, error);
  check(error, path);
  return real.string();
}

bool is_folder(const std::string& path) {
  std::error_code error;
  return fs::is_directory(path, error);
}

AssetFiles files_in(const std::string& folder, const IgnoreRules& rules) {
  return FolderWalk(folder, rules).walk();
}

AssetFile file_at(const std::string& path) {
  AssetFile file = describe_file(fs::path(path).filename().string(), path);
  if (file.bytes > most_bytes_of_file) {
    throw AssetError(
        codes::OT4106,
        support::quoted(path) + " is larger than the 5,000,000,000 bytes that S3 takes at once",
        "upload it by other means, and name its bucket and key");
  }
  return file;
}

}  // namespace omnitrack::assets
