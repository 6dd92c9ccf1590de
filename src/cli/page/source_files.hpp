#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "cli/page/colors.hpp"

namespace omnitrack::cli {

/// A line of a file and what of it is meant.
struct Excerpt {
  std::string_view text;     ///< of the line, without its end
  std::uint32_t line = 0;    ///< from 1
  std::uint32_t column = 0;  ///< from 1; 0 for the first that is not blank
  std::uint32_t width = 1;   ///< how many characters are meant
};

/// The line with its number, and below it a caret under the column, each ended; empty where the
/// line says nothing.
std::string to_text(const Excerpt& excerpt, const Colors& colors);

/// The files of the user's code that diagnostics are about, each read once.
class SourceFiles {
 public:
  /// A line by its number, without its end; empty where there is none or the file cannot be read.
  std::string_view line(const std::string& file, std::uint32_t number);

 private:
  std::map<std::string, std::string> texts_;
};

}  // namespace omnitrack::cli
