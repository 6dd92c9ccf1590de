#pragma once

#include <sys/types.h>

#include <string>
#include <vector>

namespace omnitrack::support {

/// A program to be started, without a shell.
struct SpawnRequest {
  const std::vector<std::string>& command_line;
  int output;      ///< the file that its standard output goes to
  int errors;      ///< the same of its standard error
  int input = -1;  ///< the file that it reads; there is nothing to read where it is negative
  /// `NAME=VALUE`, which go over what is in the environment.
  std::vector<std::string> variables = {};
  /// Whether it leads a process group of its own, so that it can be ended with all that it starts.
  bool has_own_group = false;
};

/// Starts a program. Returns 0, or the number of the error that kept it from starting.
int spawn_program(const SpawnRequest& request, pid_t& process);

}  // namespace omnitrack::support
