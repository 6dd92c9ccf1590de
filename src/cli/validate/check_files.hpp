#pragma once

#include <string>
#include <vector>

#include "cli/console.hpp"
#include "cli/report/findings_report.hpp"

namespace omnitrack::cli {

/// How template files are checked.
struct CheckOptions {
  bool strict = false;    ///< whether warnings count as errors
  bool together = false;  ///< whether they are the stacks of one app
};

/// Reads and checks the files and folders that are named; `-` is standard input. What cannot be
/// read is a finding too. Says which files of a folder were left out because they are not
/// templates.
FindingsReport check_files(const std::vector<std::string>& arguments, const CheckOptions& options,
                           const Console& console);

}  // namespace omnitrack::cli
