#pragma once

namespace omnitrack::cli {

/// What the process ends with.
enum ExitCode : int {
  done = 0,
  failed = 1,       ///< an error of the input or of the environment
  differs = 2,      ///< what was compared differs
  wrong_usage = 64  ///< the command line is wrong (EX_USAGE of sysexits.h)
};

}  // namespace omnitrack::cli
