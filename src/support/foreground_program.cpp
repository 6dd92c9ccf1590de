#include "support/foreground_program.hpp"

#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>

#include "support/spawn.hpp"

namespace omnitrack::support {

namespace {

// What ends a program once it is interrupted.
class Ending {
 public:
  Ending(pid_t process, const ForegroundOptions& options) : process_(process), options_(options) {}

  void go_on() {
    if (!is_asked_) {
      if (!options_.is_interrupted()) return;
      send(SIGTERM);
      is_asked_ = true;
      force_at_ = Moment::clock::now() + std::chrono::seconds(5);
    } else if (!options_.shares_terminal && Moment::clock::now() > force_at_) {
      send(SIGKILL);
    }
  }

 private:
  using Moment = std::chrono::steady_clock::time_point;

  void send(int signal) const { ::kill(options_.shares_terminal ? process_ : -process_, signal); }

  pid_t process_;
  const ForegroundOptions& options_;
  bool is_asked_ = false;
  Moment force_at_;
};

void note_end(int status, ProgramResult& result) {
  if (WIFEXITED(status)) {
    result.end = ProgramEnd::exited;
    result.exit_code = WEXITSTATUS(status);
  } else {
    result.end = ProgramEnd::killed;
  }
}

}  // namespace

ProgramResult run_in_foreground(const std::vector<std::string>& command_line,
                                const ForegroundOptions& options) {
  constexpr int milliseconds_between_looks = 2;
  ProgramResult result;
  pid_t process = -1;
  const int error = spawn_program({.command_line = command_line,
                                   .output = STDERR_FILENO,
                                   .errors = STDERR_FILENO,
                                   .has_own_group = !options.shares_terminal},
                                  process);
  result.error = {error, std::generic_category()};
  if (error != 0) return result;
  Ending ending(process, options);
  int status = 0;
  pid_t ended = 0;
  while ((ended = ::waitpid(process, &status, WNOHANG)) != process) {
    if (ended < 0 && errno != EINTR) break;
    ending.go_on();
    ::poll(nullptr, 0, milliseconds_between_looks);
  }
  if (ended == process) note_end(status, result);
  return result;
}

}  // namespace omnitrack::support
