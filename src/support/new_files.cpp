#include "support/new_files.hpp"

#include <fcntl.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <set>
#include <vector>

namespace omnitrack::support {

namespace fs = std::filesystem;

namespace {

std::error_code last_error() { return {errno, std::generic_category()}; }

[[noreturn]] void cannot_write(const std::string& path, const std::error_code& error) {
  throw WriteError("cannot write " + path + ": " + error.message());
}

fs::path folder_of(const std::string& path) {
  const fs::path folder = fs::path(path).parent_path();
  return folder.empty() ? "." : folder;
}

// Gives an open file the rights of another one.
std::error_code take_mode(const std::string& from, int file) {
  struct stat status = {};
  if (::stat(from.c_str(), &status) != 0 || ::fchmod(file, status.st_mode & 07777) != 0) {
    return last_error();
  }
  return {};
}

// Not every file system can say that what it has is on the disk.
std::error_code sync(int file) {
  return ::fsync(file) == 0 || errno == EINVAL || errno == ENOTSUP ? std::error_code()
                                                                   : last_error();
}

void sync_folder(const fs::path& folder) {
  const int opened = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (opened < 0) return;  // it may be written and not read
  ::fsync(opened);
  ::close(opened);
}

// A name beside a file that no other run takes, whatever its process id.
std::string name_beside(const std::string& path) {
  std::uint64_t random = 0;
  if (::getrandom(&random, sizeof random, 0) != sizeof random) cannot_write(path, last_error());
  return (folder_of(path) / (".omnitrack-" + std::to_string(random) + ".new")).string();
}

// The names of the files that are not renamed yet; what is left of them is removed.
class TemporaryFiles {
 public:
  TemporaryFiles() = default;
  TemporaryFiles(const TemporaryFiles&) = delete;
  TemporaryFiles& operator=(const TemporaryFiles&) = delete;
  ~TemporaryFiles() {
    for (const std::string& name : names_) ::unlink(name.c_str());
  }

  void write(const NewFile& file) {
    const std::string name = name_beside(file.path);
    const int opened = ::open(name.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (opened < 0) cannot_write(file.path, last_error());
    names_.push_back(name);
    std::error_code error = write_all(opened, file.text);
    if (file.keeps_mode && !error) error = take_mode(file.path, opened);
    if (!error) error = sync(opened);
    if (::close(opened) != 0 && !error) error = last_error();
    if (error) cannot_write(file.path, error);
  }

  // Puts the files, written in this order, into their places.
  void rename_over(std::span<const NewFile> files) {
    std::set<fs::path> folders;
    for (std::size_t i = 0; i < files.size(); ++i) {
      if (std::rename(names_[i].c_str(), files[i].path.c_str()) != 0) {
        cannot_write(files[i].path, last_error());
      }
      folders.insert(folder_of(files[i].path));
    }
    names_.clear();
    for (const fs::path& each : folders) sync_folder(each);
  }

 private:
  std::vector<std::string> names_;
};

// What the shell opened, whatever it is.
bool is_open_already(std::string_view path) {
  return path == "/dev/stdout" || path == "/dev/stderr" || path.starts_with("/dev/fd/") ||
         path.starts_with("/proc/");
}

// A device or a pipe: it is written into and stays what it is.
bool is_special(const std::string& path) {
  struct stat status = {};
  return is_open_already(path) || (::stat(path.c_str(), &status) == 0 && !S_ISREG(status.st_mode) &&
                                   !S_ISDIR(status.st_mode));
}

// Where a link leads, which need not be there; a path that is none stays.
std::string followed(const std::string& path) {
  std::error_code error;
  if (!fs::is_symlink(path, error)) return path;
  fs::path end = fs::canonical(path, error);
  if (error) end = folder_of(path) / fs::read_symlink(path, error);
  return error ? path : end.string();
}

void write_special(const NewFile& file) {
  const int opened = ::open(file.path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  if (opened < 0) cannot_write(file.path, last_error());
  std::error_code error = write_all(opened, file.text);
  if (::close(opened) != 0 && !error) error = last_error();
  if (error) cannot_write(file.path, error);
}

void write_whole(std::span<const NewFile> files) {
  TemporaryFiles temporary;
  for (const NewFile& file : files) temporary.write(file);
  temporary.rename_over(files);
}

void refuse_way_out(const fs::path& folder, const std::string& path) {
  std::error_code error;
  const fs::path whole = fs::canonical(folder_of(path), error);
  if (error) cannot_write(path, error);
  if (std::ranges::mismatch(folder, whole).in1 == folder.end()) return;
  throw WriteError("cannot write " + path + ": a link leads out of the folder",
                   "remove the link, or name the folder that it leads to");
}

}  // namespace

std::error_code write_all(int file, std::string_view text) {
  while (!text.empty()) {
    const ssize_t count = ::write(file, text.data(), text.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return last_error();
    text.remove_prefix(static_cast<std::size_t>(count));
  }
  return {};
}

void check_can_put(const std::string& path) {
  if (is_special(path)) return;
  struct stat status = {};
  if (::stat(path.c_str(), &status) == 0 && S_ISDIR(status.st_mode)) {
    cannot_write(path, std::make_error_code(std::errc::is_a_directory));
  }
  TemporaryFiles().write({followed(path), {}});
}

void put_files(std::span<const NewFile> files) {
  std::vector<NewFile> whole;
  std::vector<NewFile> special;
  for (const NewFile& file : files) {
    if (is_special(file.path)) {
      special.push_back(file);
    } else {
      whole.push_back(file);
      whole.back().path = followed(file.path);
    }
  }
  write_whole(whole);
  for (const NewFile& file : special) write_special(file);
}

void put_files_into(const std::string& folder, std::span<const NewFile> files) {
  std::error_code error;
  const fs::path whole = fs::canonical(folder.empty() ? "." : folder, error);
  if (error) cannot_write(folder, error);
  for (const NewFile& file : files) refuse_way_out(whole, file.path);
  write_whole(files);
}

}  // namespace omnitrack::support
