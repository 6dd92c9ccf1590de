#pragma once

#include <string>
#include <vector>

#include "cli/console.hpp"
#include "format/format.hpp"

namespace omnitrack::cli {

/// A template and its tidy form.
struct TidyFile {
  std::string name;
  std::string before;
  std::string after;
  std::size_t comments_left_out = 0;

  [[nodiscard]] bool differs() const { return before != after; }
};

/// What became of the files that were named.
struct TidyFiles {
  std::vector<TidyFile> files;
  std::vector<Diagnostic> problems;  ///< of those that have no tidy form
};

/// The tidy forms of the files, and of the templates in the folders, that are named; `-` is
/// standard input. Patterns name what folders have beside. Says which files of a folder were left
/// out because they are not templates.
TidyFiles tidy_files(const std::vector<std::string>& arguments,
                     const std::vector<std::string>& excluded, const format::FormatOptions& options,
                     const Console& console);

}  // namespace omnitrack::cli
