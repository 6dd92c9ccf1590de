#pragma once

namespace omnitrack::cli {

/// What the process ends with.
enum ExitCode : int {
  done = 0,
  failed = 1,         ///< an error of the input or of the environment
  differs = 2,        ///< what was compared differs, or the answer is no
  loses_data = 3,     ///< the difference would lose data
  more_open = 4,      ///< the difference opens something, or may
  is_unsure = 5,      ///< what was asked depends on what is not known
  wrong_usage = 64,   ///< the command line is wrong (EX_USAGE of sysexits.h)
  interrupted = 130,  ///< Ctrl-C, as shells count it
  unread = 141        ///< nobody reads stdout any more: SIGPIPE, as shells count it
};

}  // namespace omnitrack::cli
