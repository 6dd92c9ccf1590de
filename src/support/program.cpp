#include "support/program.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>

#include "support/spawn.hpp"

namespace omnitrack::support {

namespace {

using Clock = std::chrono::steady_clock;

class Pipe {
 public:
  Pipe() = default;
  Pipe(const Pipe&) = delete;
  Pipe& operator=(const Pipe&) = delete;
  ~Pipe() {
    close_end(ends_[0]);
    close_end(ends_[1]);
  }

  int open() { return ::pipe2(ends_.data(), O_CLOEXEC) == 0 ? 0 : errno; }
  [[nodiscard]] int reader() const { return ends_[0]; }
  [[nodiscard]] int writer() const { return ends_[1]; }
  void close_reader() { close_end(ends_[0]); }
  void close_writer() { close_end(ends_[1]); }

 private:
  static void close_end(int& end) {
    if (end >= 0) ::close(end);
    end = -1;
  }

  std::array<int, 2> ends_{-1, -1};
};

// A text that another program can read as a file, which lies in memory alone. It is not open where
// there is no text.
class InputFile {
 public:
  InputFile() = default;
  InputFile(const InputFile&) = delete;
  InputFile& operator=(const InputFile&) = delete;
  ~InputFile() {
    if (file_ >= 0) ::close(file_);
  }

  int open(std::string_view text) {
    if (text.empty()) return 0;
    file_ = ::memfd_create("input", MFD_CLOEXEC);
    if (file_ < 0) return errno;
    while (!text.empty()) {
      const ssize_t count = ::write(file_, text.data(), text.size());
      if (count < 0 && errno != EINTR) return errno;
      if (count > 0) text.remove_prefix(static_cast<std::size_t>(count));
    }
    return ::lseek(file_, 0, SEEK_SET) == 0 ? 0 : errno;
  }
  [[nodiscard]] int file() const { return file_; }

 private:
  int file_ = -1;
};

class RunningProgram {
 public:
  explicit RunningProgram(const ProgramLimits& limits)
      : limits_(limits), deadline_(Clock::now() + limits.time) {}

  ProgramResult run(const std::vector<std::string>& command_line, const ProgramInput& input) {
    InputFile file;
    int error = output_.open();
    if (error == 0) error = errors_.open();
    if (error == 0) error = file.open(input.text);
    if (error == 0) {
      error = spawn_program({.command_line = command_line,
                             .output = output_.writer(),
                             .errors = errors_.writer(),
                             .input = file.file(),
                             .variables = input.variables},
                            process_);
    }
    output_.close_writer();
    errors_.close_writer();
    result_.error = {error, std::generic_category()};
    if (error != 0) return std::move(result_);
    result_.end = ProgramEnd::exited;
    read();
    wait();
    return std::move(result_);
  }

 private:
  // Both are read as they come: a program that waits for one to be read never ends the other.
  void read() {
    while (result_.end == ProgramEnd::exited && (output_.reader() >= 0 || errors_.reader() >= 0)) {
      std::array<pollfd, 2> files{pollfd{output_.reader(), POLLIN, 0},
                                  pollfd{errors_.reader(), POLLIN, 0}};
      const int ready = ::poll(files.data(), files.size(), milliseconds_to_wait());
      if (ready < 0) {
        if (errno != EINTR) return;
        continue;
      }
      if (files[0].revents != 0) read_some(output_, result_.output);
      if (files[1].revents != 0) read_some(errors_, result_.errors);
      if (result_.output.size() + result_.errors.size() > limits_.output_bytes) {
        end_by_force(ProgramEnd::too_long);
      } else {
        end_if_due();
      }
    }
  }

  // A program that closed its streams may still run.
  void wait() {
    int status = 0;
    bool is_over = false;
    while (!is_over) {
      const bool must_wait =
          result_.end != ProgramEnd::exited && result_.end != ProgramEnd::stopped;
      const pid_t ended = ::waitpid(process_, &status, must_wait ? 0 : WNOHANG);
      is_over = ended == process_ || (ended < 0 && errno != EINTR);
      if (is_over || ended < 0) continue;
      if (result_.end == ProgramEnd::stopped && milliseconds_left() == 0) {
        ::kill(process_, SIGKILL);
      } else if (result_.end == ProgramEnd::exited) {
        end_if_due();
      }
      ::poll(nullptr, 0, 1);
    }
    if (result_.end != ProgramEnd::exited) return;
    if (WIFEXITED(status)) {
      result_.exit_code = WEXITSTATUS(status);
    } else {
      result_.end = ProgramEnd::killed;
    }
  }

  void end_by_force(ProgramEnd end) {
    result_.end = end;
    ::kill(process_, SIGKILL);
  }

  void end_if_due() {
    if (limits_.is_stopped && limits_.is_stopped()) {
      // What it has begun elsewhere is its own to end.
      constexpr std::chrono::seconds time_to_end(5);
      result_.end = ProgramEnd::stopped;
      deadline_ = Clock::now() + time_to_end;
      ::kill(process_, SIGTERM);
    } else if (milliseconds_left() == 0) {
      end_by_force(ProgramEnd::too_slow);
    }
  }

  [[nodiscard]] int milliseconds_to_wait() const {
    constexpr int between_questions = 100;
    return limits_.is_stopped ? std::min(milliseconds_left(), between_questions)
                              : milliseconds_left();
  }

  [[nodiscard]] int milliseconds_left() const {
    const auto left =
        std::chrono::ceil<std::chrono::milliseconds>(deadline_ - Clock::now()).count();
    return static_cast<int>(std::clamp<std::int64_t>(left, 0, 60'000));
  }

  static void read_some(Pipe& pipe, std::string& text) {
    std::array<char, 65536> chunk;
    const ssize_t count = ::read(pipe.reader(), chunk.data(), chunk.size());
    if (count > 0) {
      text.append(chunk.data(), static_cast<std::size_t>(count));
    } else if (count == 0 || errno != EINTR) {
      pipe.close_reader();
    }
  }

  const ProgramLimits& limits_;
  Clock::time_point deadline_;
  Pipe output_;
  Pipe errors_;
  pid_t process_ = -1;
  ProgramResult result_;
};

}  // namespace

ProgramResult run_program(const std::vector<std::string>& command_line, const ProgramLimits& limits,
                          const ProgramInput& input) {
  return RunningProgram(limits).run(command_line, input);
}

}  // namespace omnitrack::support
