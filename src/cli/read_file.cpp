#include "cli/read_file.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <sys/vfs.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>

namespace omnitrack::cli {

namespace {

constexpr int for_ever = -1;
// How long a named pipe, or a file of the system, may give nothing.
constexpr int most_silence_ms = 10'000;

enum class Refusal : std::uint8_t { is_device = 1, too_large, silent };

class RefusalWords : public std::error_category {
 public:
  [[nodiscard]] const char* name() const noexcept override { return "omnitrack reading"; }
  [[nodiscard]] std::string message(int value) const override {
    switch (static_cast<Refusal>(value)) {
      case Refusal::is_device:
        return "it is a device, not a file";
      case Refusal::too_large:
        return "it is larger than 100 MB";
      case Refusal::silent:
        return "nothing came from it for 10 seconds";
    }
    return {};
  }
};

std::error_code refused(Refusal refusal) {
  static const RefusalWords words;
  return {static_cast<int>(refusal), words};
}

std::error_code reading_error() { return {errno, std::generic_category()}; }

// What nobody can name is fed by a program that was started with this one: as long as that works,
// it is waited for.
bool is_unnamed_pipe(int file) {
  constexpr auto of_pipes = 0x50495045;  // PIPEFS_MAGIC of <linux/magic.h>
  struct statfs system = {};
  return ::fstatfs(file, &system) == 0 && system.f_type == of_pipes;
}

std::error_code refusal_of(const struct stat& status) {
  const dev_t null_device = makedev(1, 3);
  if (S_ISBLK(status.st_mode) || (S_ISCHR(status.st_mode) && status.st_rdev != null_device)) {
    return refused(Refusal::is_device);
  }
  const bool is_large = static_cast<std::size_t>(status.st_size) > most_bytes_of_file;
  return S_ISREG(status.st_mode) && is_large ? refused(Refusal::too_large) : std::error_code();
}

// Waits until something can be read, or nothing comes any more.
std::error_code wait_for_bytes(int file, int milliseconds) {
  pollfd waited{file, POLLIN, 0};
  int ready = 0;
  do {
    ready = ::poll(&waited, 1, milliseconds);
  } while (ready < 0 && errno == EINTR);
  if (ready < 0) return reading_error();
  return ready == 0 ? refused(Refusal::silent) : std::error_code();
}

std::optional<std::string> read_all(int file, std::size_t expected, int most_silence,
                                    std::error_code& error) {
  std::string text;
  text.reserve(std::min(expected, most_bytes_of_file));
  std::array<char, 65536> chunk;
  for (error.clear(); !error;) {
    const ssize_t count = ::read(file, chunk.data(), chunk.size());
    if (count == 0) return text;
    if (count > 0) {
      text.append(chunk.data(), static_cast<std::size_t>(count));
      if (text.size() > most_bytes_of_file) error = refused(Refusal::too_large);
    } else if (errno == EAGAIN) {
      error = wait_for_bytes(file, most_silence);
    } else if (errno != EINTR) {
      error = reading_error();
    }
  }
  return std::nullopt;
}

std::optional<std::string> read_opened(int file, std::error_code& error) {
  struct stat status = {};
  error = ::fstat(file, &status) == 0 ? refusal_of(status) : reading_error();
  const int most_silence = is_unnamed_pipe(file) ? for_ever : most_silence_ms;
  // Before somebody writes, a pipe says that it has ended.
  if (!error && S_ISFIFO(status.st_mode)) error = wait_for_bytes(file, most_silence);
  if (error) return std::nullopt;
  return read_all(file, static_cast<std::size_t>(status.st_size), most_silence, error);
}

}  // namespace

std::optional<std::string> read_file(const std::string& path, std::error_code& error) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
  if (file < 0) {
    error = reading_error();
    return std::nullopt;
  }
  std::optional<std::string> text = read_opened(file, error);
  ::close(file);
  return text;
}

std::optional<std::string> read_stdin(std::error_code& error) {
  return read_all(STDIN_FILENO, 0, for_ever, error);
}

bool is_regular_file(const std::string& path) {
  struct stat status = {};
  return ::stat(path.c_str(), &status) == 0 && S_ISREG(status.st_mode);
}

}  // namespace omnitrack::cli
