#include "cli/page/colors.hpp"

#include <unistd.h>

#include <cstdlib>

namespace omnitrack::cli {

namespace {

bool shows_colors(int file) {
  const char* no_color = std::getenv("NO_COLOR");
  if (no_color != nullptr && *no_color != '\0') return false;
  const char* terminal = std::getenv("TERM");
  if (terminal == nullptr || std::string_view(terminal) == "dumb") return false;
  return ::isatty(file) == 1;
}

std::string_view sequence(Style style) {
  switch (style) {
    case Style::bold:
      return "\033[1m";
    case Style::error:
      return "\033[1;31m";
    case Style::warning:
      return "\033[1;35m";
    case Style::info:
      return "\033[1;36m";
    case Style::mark:
      return "\033[1;32m";
  }
  return {};
}

}  // namespace

Style style_of(Severity severity) {
  switch (severity) {
    case Severity::error:
      return Style::error;
    case Severity::warning:
      return Style::warning;
    case Severity::info:
      return Style::info;
  }
  return Style::info;
}

Colors::Colors(std::string_view when, int file)
    : are_on_(when == "always" || (when != "never" && shows_colors(file))) {}

std::string Colors::painted(std::string_view text, Style style) const {
  std::string result(text);
  if (!are_on_ || text.empty()) return result;
  return std::string(sequence(style)) + result + "\033[0m";
}

}  // namespace omnitrack::cli
