#pragma once

#include <functional>
#include <string>
#include <vector>

#include "support/program.hpp"

namespace omnitrack::support {

/// How a program runs whose output is for the person who waits for it.
struct ForegroundOptions {
  /// Asked all the time; once it says so, the program is asked to end.
  std::function<bool()> is_interrupted;
  /// Whether it stays in the process group of this one, so that it may ask the terminal for a
  /// password, Ctrl-C reaches it too, and it takes the time that it needs to end. Otherwise what it
  /// started ends with it, by force where it does not within five seconds.
  bool shares_terminal = false;
};

/// Runs a command line without a shell and without input, and waits for its end, however long that
/// takes. All that it writes goes to stderr as it is; the result has no output.
ProgramResult run_in_foreground(const std::vector<std::string>& command_line,
                                const ForegroundOptions& options);

}  // namespace omnitrack::support
