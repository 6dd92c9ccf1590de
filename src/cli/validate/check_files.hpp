#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/console.hpp"
#include "cli/parameters/given_parameter.hpp"
#include "cli/report/findings_report.hpp"
#include "fix/fix.hpp"

namespace omnitrack::cli {

/// How template files are checked.
struct CheckOptions {
  bool strict = false;                     ///< whether warnings count as errors
  bool together = false;                   ///< whether they are the stacks of one app
  bool tells_fixes = false;                ///< whether each finding gets what would mend it
  std::vector<std::string> excluded = {};  ///< patterns of what folders are not searched for
  /// What is mended before what remains is told; nothing where nothing is.
  std::optional<fix::FixOptions> fix = std::nullopt;
  GivenParameters parameters = {};  ///< what their parameters are given
};

/// A file in which something was mended, which is not written yet.
struct MendedFile {
  std::string name;
  std::string before;
  std::string after;
  std::vector<std::string> done;  ///< what was mended, one by one
};

/// Reads and checks the files and folders that are named; `-` is standard input. What cannot be
/// read is a finding too. Says which files of a folder were left out because they are not
/// templates. What was mended goes to `mended`.
FindingsReport check_files(const std::vector<std::string>& arguments, CheckOptions options,
                           const Console& console, std::vector<MendedFile>& mended);

}  // namespace omnitrack::cli
