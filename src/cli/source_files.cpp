#include "cli/source_files.hpp"

#include <algorithm>

#include "cli/files.hpp"
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

// The byte of the column; without a column, the first that is not blank.
std::size_t caret_offset(std::string_view line, std::uint32_t column) {
  if (column == 0) return std::min(line.find_first_not_of(" \t"), line.size());
  std::size_t offset = 0;
  for (std::uint32_t i = 1; i < column && offset < line.size(); ++i) {
    do {
      ++offset;
    } while (offset < line.size() && is_continuation(line[offset]));
  }
  return offset;
}

// Nothing in the user's file may steer the terminal or be no text.
std::string shown(std::string_view line) {
  std::string text(line);
  const bool is_utf8 = support::is_utf8(line);
  std::replace_if(
      text.begin(), text.end(),
      [&](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte < 0x20 || byte == 0x7F || (byte > 0x7F && !is_utf8);
      },
      ' ');
  return text;
}

std::string read_source(const std::string& path) {
  // Anything else, such as a pipe, gives its content once only.
  if (!is_regular_file(path)) return {};
  std::error_code error;
  return read_file(path, error).value_or(std::string());
}

}  // namespace

std::string SourceFiles::excerpt(const Diagnostic& diagnostic, const char* mark,
                                 const char* unmark) {
  if (diagnostic.line == 0) return {};
  const auto [file, is_new] = texts_.try_emplace(diagnostic.file);
  if (is_new) file->second = read_source(diagnostic.file);
  std::string_view line = nth_line(file->second, diagnostic.line);
  std::size_t caret = caret_offset(line, diagnostic.column);
  if (line.find_first_not_of(" \t\r") == std::string_view::npos && caret == 0) return {};
  if (caret > max_width * 2 / 3) {
    std::size_t cut = caret - max_width / 2;
    while (cut < caret && is_continuation(line[cut])) ++cut;
    line.remove_prefix(cut);
    caret -= cut;
  }
  std::size_t end = std::min(line.size(), max_width);
  while (end < line.size() && is_continuation(line[end])) ++end;
  line = line.substr(0, end);

  const std::string number = std::to_string(diagnostic.line);
  std::string excerpt = "  " + number + " | " + shown(line);
  excerpt.append("\n  ").append(number.size(), ' ').append(" | ");
  const std::string_view before = line.substr(0, caret);
  const auto width = before.size() - static_cast<std::size_t>(std::count_if(
                                         before.begin(), before.end(), is_continuation));
  return excerpt.append(width, ' ').append(mark).append("^").append(unmark).append("\n");
}

}  // namespace omnitrack::cli
