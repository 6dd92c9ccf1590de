#include "support/spawn.hpp"

#include <fcntl.h>
#include <spawn.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <string_view>

namespace omnitrack::support {

namespace {

// posix_spawn takes what it does not change as changeable.
std::vector<char*> pointers_to(const std::vector<std::string>& texts) {
  std::vector<char*> pointers;
  pointers.reserve(texts.size() + 1);
  for (const std::string& text : texts) pointers.push_back(const_cast<char*>(text.c_str()));
  return pointers;
}

std::vector<char*> environment_with(const std::vector<std::string>& variables) {
  std::vector<char*> all = pointers_to(variables);
  for (char** each = environ; *each != nullptr; ++each) {
    const std::string_view text(*each);
    const std::string_view name = text.substr(0, text.find('=') + 1);
    const bool is_replaced = std::ranges::any_of(
        variables, [&](const std::string& other) { return other.starts_with(name); });
    if (!is_replaced) all.push_back(*each);
  }
  all.push_back(nullptr);
  return all;
}

}  // namespace

int spawn_program(const SpawnRequest& request, pid_t& process) {
  std::vector<char*> words = pointers_to(request.command_line);
  words.push_back(nullptr);
  const std::vector<char*> environment = environment_with(request.variables);
  posix_spawn_file_actions_t actions;
  posix_spawnattr_t attributes;
  ::posix_spawn_file_actions_init(&actions);
  ::posix_spawnattr_init(&attributes);
  if (request.input >= 0) {
    ::posix_spawn_file_actions_adddup2(&actions, request.input, STDIN_FILENO);
  } else {
    ::posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  }
  ::posix_spawn_file_actions_adddup2(&actions, request.output, STDOUT_FILENO);
  ::posix_spawn_file_actions_adddup2(&actions, request.errors, STDERR_FILENO);
  // This program ignores SIGPIPE, which another must not inherit.
  sigset_t defaults;
  ::sigemptyset(&defaults);
  ::sigaddset(&defaults, SIGPIPE);
  ::posix_spawnattr_setsigdefault(&attributes, &defaults);
  const int group = request.has_own_group ? POSIX_SPAWN_SETPGROUP : 0;
  ::posix_spawnattr_setflags(&attributes, static_cast<short>(POSIX_SPAWN_SETSIGDEF | group));
  const int error = ::posix_spawnp(&process, words.front(), &actions, &attributes, words.data(),
                                   environment.data());
  ::posix_spawnattr_destroy(&attributes);
  ::posix_spawn_file_actions_destroy(&actions);
  return error;
}

}  // namespace omnitrack::support
