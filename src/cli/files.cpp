#include "cli/files.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <vector>

#include "cli/failure.hpp"

namespace omnitrack::cli {

namespace {

// More than any input of ours has.
constexpr std::size_t most_bytes = 1'000'000'000;

std::error_code last_error() { return {errno, std::generic_category()}; }

[[noreturn]] void cannot_write(const std::string& path, const std::error_code& error) {
  throw Failure("cannot write " + path + ": " + error.message());
}

// Gives an open file the rights of another one.
std::error_code take_mode(const std::string& from, int file) {
  struct stat status = {};
  if (::stat(from.c_str(), &status) != 0 || ::fchmod(file, status.st_mode & 07777) != 0) {
    return last_error();
  }
  return {};
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
    const std::string name = file.path + ".new-" + std::to_string(::getpid());
    const int opened = ::open(name.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (opened < 0) cannot_write(file.path, last_error());
    names_.push_back(name);
    std::error_code error = write_all(opened, file.text);
    if (file.keeps_mode && !error) error = take_mode(file.path, opened);
    if (::close(opened) != 0 && !error) error = last_error();
    if (error) cannot_write(file.path, error);
  }

  // Puts the files, written in this order, into their places.
  void rename_over(std::span<const NewFile> files) {
    for (std::size_t i = 0; i < files.size(); ++i) {
      if (std::rename(names_[i].c_str(), files[i].path.c_str()) != 0) {
        cannot_write(files[i].path, last_error());
      }
    }
    names_.clear();
  }

 private:
  std::vector<std::string> names_;
};

// A device, a pipe or a link: it is written into and stays what it is.
bool is_special(const std::string& path) {
  struct stat status = {};
  return ::lstat(path.c_str(), &status) == 0 && !S_ISREG(status.st_mode) &&
         !S_ISDIR(status.st_mode);
}

void write_into(const NewFile& file) {
  const int opened = ::open(file.path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  if (opened < 0) cannot_write(file.path, last_error());
  std::error_code error = write_all(opened, file.text);
  if (::close(opened) != 0 && !error) error = last_error();
  if (error) cannot_write(file.path, error);
}

}  // namespace

std::optional<std::string> read_file(const std::string& path, std::error_code& error) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) {
    error = last_error();
    return std::nullopt;
  }
  std::optional<std::string> text = read_all(file, error);
  ::close(file);
  return text;
}

std::optional<std::string> read_all(int file, std::error_code& error) {
  std::string text;
  std::array<char, 65536> chunk;
  ssize_t count = 0;
  do {
    count = ::read(file, chunk.data(), chunk.size());
    if (count > 0) text.append(chunk.data(), static_cast<std::size_t>(count));
  } while ((count > 0 && text.size() < most_bytes) || (count < 0 && errno == EINTR));
  error = count < 0 ? last_error() : std::error_code();
  if (error) return std::nullopt;
  return text;
}

bool is_regular_file(const std::string& path) {
  struct stat status = {};
  return ::stat(path.c_str(), &status) == 0 && S_ISREG(status.st_mode);
}

std::error_code write_all(int file, std::string_view text) {
  while (!text.empty()) {
    const ssize_t count = ::write(file, text.data(), text.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return last_error();
    text.remove_prefix(static_cast<std::size_t>(count));
  }
  return {};
}

void check_can_write(const std::string& path) {
  if (is_special(path)) return;
  struct stat status = {};
  if (::stat(path.c_str(), &status) == 0 && S_ISDIR(status.st_mode)) {
    cannot_write(path, std::make_error_code(std::errc::is_a_directory));
  }
  TemporaryFiles().write({path, {}});
}

void write_files(std::span<const NewFile> files) {
  TemporaryFiles temporary;
  std::vector<NewFile> renamed;
  std::vector<NewFile> written;
  for (const NewFile& file : files) (is_special(file.path) ? written : renamed).push_back(file);
  for (const NewFile& file : renamed) temporary.write(file);
  temporary.rename_over(renamed);
  for (const NewFile& file : written) write_into(file);
}

}  // namespace omnitrack::cli
