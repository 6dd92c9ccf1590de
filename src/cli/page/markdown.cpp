#include "cli/page/markdown.hpp"

namespace omnitrack::cli {

namespace {

std::string_view without_marks(std::string_view line) {
  line.remove_prefix(std::min(line.find_first_not_of("# "), line.size()));
  return line;
}

// Text between two back quotes is painted, without them.
std::string with_code(std::string_view line, const Colors& colors) {
  std::string text;
  while (true) {
    const std::size_t begin = line.find('`');
    const std::size_t end = begin == std::string_view::npos ? begin : line.find('`', begin + 1);
    if (end == std::string_view::npos) return text.append(line);
    text += line.substr(0, begin);
    text += colors.painted(line.substr(begin + 1, end - begin - 1), Style::info);
    line.remove_prefix(end + 1);
  }
}

}  // namespace

std::string shown_markdown(std::string_view page, const Colors& colors) {
  if (!colors.are_on()) return std::string(page);
  std::string text;
  bool is_code = false;
  while (!page.empty()) {
    const std::size_t end = std::min(page.find('\n'), page.size());
    const std::string_view line = page.substr(0, end);
    page.remove_prefix(std::min(end + 1, page.size()));
    if (line.starts_with("```")) {
      is_code = !is_code;
      continue;
    }
    if (is_code) {
      text.append("    ").append(line);
    } else if (line.starts_with('#')) {
      text += colors.painted(without_marks(line), Style::bold);
    } else {
      text += with_code(line, colors);
    }
    text += '\n';
  }
  return text;
}

}  // namespace omnitrack::cli
