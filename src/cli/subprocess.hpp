#pragma once

#include <span>
#include <string>
#include <system_error>
#include <vector>

namespace omnitrack::cli {

/// What came of a program that was run.
struct ProgramResult {
  std::error_code error;  ///< why it could not be started or read; else none
  int exit_code = -1;     ///< -1 where it ended otherwise
  std::string output;
  std::string errors;
};

/// Runs command lines, without a shell and without input, at most `at_once` of them side by side;
/// the results are in the order of the command lines.
std::vector<ProgramResult> run_programs(std::span<const std::vector<std::string>> command_lines,
                                        std::size_t at_once);

}  // namespace omnitrack::cli
