#include "child_process.hpp"

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <sstream>
#include <stdexcept>

namespace omnitrack::cache_test {

ChildProcess::ChildProcess(const std::vector<std::string>& words) {
  std::array<int, 2> ends{};
  if (pipe2(ends.data(), O_CLOEXEC) != 0) fail("pipe2");
  reading_ = Descriptor(ends[0]);
  const Descriptor writing(ends[1]);
  // Nobody may read any more: then a full pipe must not hold the program up.
  fcntl(ends[1], F_SETFL, O_NONBLOCK);

  std::vector<char*> arguments;
  arguments.reserve(words.size() + 1);
  for (const std::string& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);

  const pid_t parent = getpid();
  pid_ = fork();
  if (pid_ < 0) fail("fork");
  if (pid_ == 0) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent) _exit(1);
    dup2(ends[1], STDOUT_FILENO);
    dup2(ends[1], STDERR_FILENO);
    execvp(arguments[0], arguments.data());
    _exit(127);
  }
}

ChildProcess::~ChildProcess() { kill(); }

bool ChildProcess::read_more() {
  std::array<char, 4096> chunk{};
  const ssize_t count = ::read(reading_.get(), chunk.data(), chunk.size());
  if (count <= 0) return false;
  output_.append(chunk.data(), static_cast<std::size_t>(count));
  return true;
}

bool ChildProcess::wait_for_line(std::string_view text) {
  while (output_.find(text) == std::string::npos) {
    if (!read_more()) return false;
  }
  return true;
}

int ChildProcess::wait() {
  while (read_more()) {
  }
  int status = 0;
  waitpid(pid_, &status, 0);
  pid_ = -1;
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

void ChildProcess::pause() {
  ::kill(pid_, SIGSTOP);
  int status = 0;
  waitpid(pid_, &status, WUNTRACED);
}

void ChildProcess::resume() { ::kill(pid_, SIGCONT); }

void ChildProcess::kill() {
  if (pid_ < 0) return;
  ::kill(pid_, SIGKILL);
  waitpid(pid_, nullptr, 0);
  pid_ = -1;
}

bool is_installed(const std::string& program) {
  const char* const path = std::getenv("PATH");
  std::istringstream folders(path == nullptr ? "" : path);
  for (std::string folder; std::getline(folders, folder, ':');) {
    if (access((std::filesystem::path(folder) / program).c_str(), X_OK) == 0) return true;
  }
  return false;
}

void run(const std::vector<std::string>& words) {
  ChildProcess process(words);
  if (process.wait() != 0) throw std::runtime_error(words.front() + ": " + process.output());
}

}  // namespace omnitrack::cache_test
