#include "cli/page/diagnostic_text.hpp"

#include "cli/page/printable.hpp"

namespace omnitrack::cli {

std::string to_text(const Diagnostic& diagnostic, const Excerpt& excerpt, const Colors& colors,
                    std::string_view at) {
  Diagnostic first_line = diagnostic;
  first_line.hint.clear();
  first_line.acknowledged.clear();
  std::string whole = omnitrack::to_text(first_line);
  whole.pop_back();  // the end of the line
  const std::string head = printable(whole) + '\n';
  // The severity stands before the code, and the place before both.
  const std::size_t end = head.find(' ' + diagnostic.code + ": ");
  const std::size_t begin = end == 0 ? 0 : head.rfind(' ', end - 1) + 1;
  std::string text = colors.painted(head.substr(0, begin), Style::bold);
  text += colors.painted(head.substr(begin, end - begin), style_of(diagnostic.severity));
  text += head.substr(end);
  text += to_text(excerpt, colors);
  const auto append = [&](std::string_view label, std::string_view words) {
    if (words.empty()) return;
    text.append("  ").append(colors.painted(label, Style::mark)).append(": ");
    text.append(printable(words)).append("\n");
  };
  append("at", at);
  append("hint", diagnostic.hint);
  append("acknowledged", diagnostic.acknowledged);
  return text;
}

}  // namespace omnitrack::cli
