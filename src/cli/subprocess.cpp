#include "cli/subprocess.hpp"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <deque>

namespace omnitrack::cli {

namespace {

std::error_code error_of(int number) { return {number, std::generic_category()}; }

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

class Running {
 public:
  void start(const std::vector<std::string>& command_line) {
    int error = output_.open();
    if (error == 0) error = errors_.open();
    if (error == 0) error = spawn(command_line);
    output_.close_writer();
    errors_.close_writer();
    result_.error = error_of(error);
  }

  ProgramResult finish() {
    if (result_.error) return std::move(result_);
    // Both are read as they come: a program that waits for one to be read never ends the other.
    while (output_.reader() >= 0 || errors_.reader() >= 0) {
      std::array<pollfd, 2> files{pollfd{output_.reader(), POLLIN, 0},
                                  pollfd{errors_.reader(), POLLIN, 0}};
      if (::poll(files.data(), files.size(), -1) < 0 && errno != EINTR) break;
      if (files[0].revents != 0) read_some(output_, result_.output);
      if (files[1].revents != 0) read_some(errors_, result_.errors);
    }
    int status = 0;
    while (::waitpid(process_, &status, 0) < 0 && errno == EINTR) {
    }
    if (WIFEXITED(status)) result_.exit_code = WEXITSTATUS(status);
    return std::move(result_);
  }

 private:
  int spawn(const std::vector<std::string>& command_line) {
    std::vector<char*> words;
    words.reserve(command_line.size() + 1);
    // posix_spawn takes what it does not change as changeable.
    for (const std::string& word : command_line) words.push_back(const_cast<char*>(word.c_str()));
    words.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    ::posix_spawn_file_actions_init(&actions);
    ::posix_spawnattr_init(&attributes);
    ::posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    ::posix_spawn_file_actions_adddup2(&actions, output_.writer(), STDOUT_FILENO);
    ::posix_spawn_file_actions_adddup2(&actions, errors_.writer(), STDERR_FILENO);
    // This program ignores SIGPIPE, which another must not inherit.
    sigset_t defaults;
    ::sigemptyset(&defaults);
    ::sigaddset(&defaults, SIGPIPE);
    ::posix_spawnattr_setsigdefault(&attributes, &defaults);
    ::posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF);
    const int error =
        ::posix_spawnp(&process_, words.front(), &actions, &attributes, words.data(), environ);
    ::posix_spawnattr_destroy(&attributes);
    ::posix_spawn_file_actions_destroy(&actions);
    return error;
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

  Pipe output_;
  Pipe errors_;
  pid_t process_ = -1;
  ProgramResult result_;
};

}  // namespace

std::vector<ProgramResult> run_programs(std::span<const std::vector<std::string>> command_lines,
                                        std::size_t at_once) {
  std::vector<ProgramResult> results;
  std::deque<Running> running;
  for (const std::vector<std::string>& each : command_lines) {
    if (running.size() == at_once) {
      results.push_back(running.front().finish());
      running.pop_front();
    }
    running.emplace_back().start(each);
  }
  for (Running& each : running) results.push_back(each.finish());
  return results;
}

}  // namespace omnitrack::cli
