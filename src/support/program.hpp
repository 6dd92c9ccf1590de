#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

namespace omnitrack::support {

/// What a program may take before it is killed.
struct ProgramLimits {
  std::size_t output_bytes = std::size_t{64} << 20U;  ///< of both of its streams together
  std::chrono::milliseconds time = std::chrono::minutes(2);
  /// Asked ten times a second where it is given: once it says so, the program is ended.
  std::function<bool()> is_stopped = {};
};

/// What a program is given beside its command line.
struct ProgramInput {
  std::string_view text = {};  ///< what it reads
  /// `NAME=VALUE`, which go over what is in the environment.
  std::vector<std::string> variables = {};
};

/// How a program came to its end.
enum class ProgramEnd : std::uint8_t {
  exited,
  killed,       ///< by a signal that somebody else sent
  not_started,  ///< `error` says why
  too_long,     ///< it was killed since it wrote more than it may
  too_slow,     ///< it was killed since it took longer than it may
  stopped,      ///< it was ended since the caller stopped it
};

/// What came of a program that was run.
struct ProgramResult {
  ProgramEnd end = ProgramEnd::not_started;
  std::error_code error;  ///< of `not_started`
  int exit_code = -1;     ///< of `exited`
  std::string output;
  std::string errors;
};

/// Runs a command line without a shell, and waits for its end within limits. May
/// be called from several threads at once. The program stays in the process group of this one, so
/// that it may ask the terminal for a password, and Ctrl-C reaches it too.
ProgramResult run_program(const std::vector<std::string>& command_line,
                          const ProgramLimits& limits = {}, const ProgramInput& input = {});

}  // namespace omnitrack::support
