#pragma once

#include <map>
#include <string>

#include "omnitrack/diagnostics.hpp"

namespace omnitrack::cli {

/// The files of the user's code that diagnostics are about, each read once.
class SourceFiles {
 public:
  /// The line that a diagnostic is about, with a caret below the column, each line ended; empty
  /// where the file cannot be read. `mark` and `unmark` stand around the caret.
  std::string excerpt(const Diagnostic& diagnostic, const char* mark, const char* unmark);

 private:
  std::map<std::string, std::string> texts_;
};

}  // namespace omnitrack::cli
