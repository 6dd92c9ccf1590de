#include "cli/page/source_files.hpp"

#include <algorithm>

#include "cli/page/printable.hpp"
#include "cli/read_file.hpp"
#include "support/utf8.hpp"

namespace omnitrack::cli {

namespace {

constexpr std::size_t max_width = 120;

bool is_continuation(char c) { return (c & 0xC0) == 0x80; }

std::string_view nth_line(std::string_view text, std::uint32_t number) {
  for (std::uint32_t i = 1; i < number; ++i) {
    const std::size_t end = text.find('\n');
    if (end == std::string_view::npos) return {};
    text.remove_prefix(end + 1);
  }
  return text.substr(0, text.find('\n'));
}

// The byte after so many characters.
std::size_t skip(std::string_view text, std::size_t offset, std::uint32_t characters) {
  for (std::uint32_t i = 0; i < characters && offset < text.size(); ++i) {
    do {
      ++offset;
    } while (offset < text.size() && is_continuation(text[offset]));
  }
  return offset;
}

// The byte of the column; without a column, the first that is not blank.
std::size_t caret_offset(std::string_view line, std::uint32_t column) {
  if (column == 0) return std::min(line.find_first_not_of(" \t"), line.size());
  return skip(line, 0, column - 1);
}

std::string read_source(const std::string& path) {
  // Anything else, such as a pipe, gives its content once only.
  if (!is_regular_file(path)) return {};
  std::error_code error;
  return read_file(path, error).value_or(std::string());
}

}  // namespace

std::string to_text(const Excerpt& excerpt, const Colors& colors) {
  std::string_view line = excerpt.text;
  if (line.ends_with('\r')) line.remove_suffix(1);  // of a line that Windows ended
  std::size_t caret = caret_offset(line, excerpt.column);
  if (line.find_first_not_of(" \t") == std::string_view::npos && caret == 0) return {};
  if (caret > max_width * 2 / 3) {
    std::size_t cut = caret - max_width / 2;
    while (cut < caret && is_continuation(line[cut])) ++cut;
    line.remove_prefix(cut);
    caret -= cut;
  }
  std::size_t end = std::min(line.size(), max_width);
  while (end < line.size() && is_continuation(line[end])) ++end;
  line = line.substr(0, end);

  const std::string number = std::to_string(excerpt.line);
  std::string text = "  " + number + " | " + printable(line);
  text.append("\n  ").append(number.size(), ' ').append(" | ");
  text.append(support::characters_in(printable(line.substr(0, caret))), ' ');
  std::string mark = "^";
  const std::size_t marked = skip(line, caret, excerpt.width) - caret;
  const std::size_t width = support::characters_in(printable(line.substr(caret, marked)));
  if (width > 1) mark.append(width - 1, '~');
  return text.append(colors.painted(mark, Style::mark)).append("\n");
}

std::string_view SourceFiles::line(const std::string& file, std::uint32_t number) {
  const auto [found, is_new] = texts_.try_emplace(file);
  if (is_new) found->second = read_source(file);
  return nth_line(found->second, number);
}

}  // namespace omnitrack::cli
