#include "format/scalar_lines.hpp"

#include <algorithm>

namespace omnitrack::format {

namespace {

constexpr std::string_view blanks_of_line = " \t\r";

std::vector<std::string_view> split_lines(std::string_view text) {
  std::vector<std::string_view> lines;
  for (;;) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    if (line.ends_with('\r')) line.remove_suffix(1);
    lines.push_back(line);
    if (end == text.size()) return lines;
    text.remove_prefix(end + 1);
  }
}

std::string_view without_lead(std::string_view line) {
  return line.substr(std::min(line.find_first_not_of(blanks_of_line), line.size()));
}

// Between double quotes, a blank behind a backslash is a part of the text.
std::string_view without_tail(std::string_view line, Style style) {
  std::size_t end = line.find_last_not_of(blanks_of_line) + 1;
  if (style != Style::double_quoted || end == line.size()) return line.substr(0, end);
  std::size_t first_backslash = end;
  while (first_backslash > 0 && line[first_backslash - 1] == '\\') --first_backslash;
  if ((end - first_backslash) % 2 == 1) ++end;
  return line.substr(0, end);
}

std::size_t spaces_before(std::string_view line) {
  return std::min(line.find_first_not_of(' '), line.size());
}

}  // namespace

std::vector<std::string> lines_of_flow_scalar(std::string_view written, Style style) {
  std::vector<std::string> lines;
  if (written.find('\n') == std::string_view::npos) return lines;
  const std::vector<std::string_view> raw = split_lines(written);
  for (std::size_t i = 0; i < raw.size(); ++i) {
    std::string_view line = raw[i];
    if (i > 0) line = without_lead(line);
    if (i + 1 < raw.size()) line = without_tail(line, style);
    lines.emplace_back(line);
  }
  return lines;
}

std::vector<std::string> lines_of_block(std::string_view written, std::string_view text) {
  std::vector<std::string> lines;
  std::vector<std::string_view> raw = split_lines(written);
  raw.erase(raw.begin());
  const auto has_words = [](std::string_view line) { return spaces_before(line) < line.size(); };
  const auto first = std::ranges::find_if(raw, has_words);
  if (first == raw.end()) return lines;
  // What the first line of the text begins with is no indent.
  const std::size_t begin = std::min(text.find_first_not_of('\n'), text.size());
  const std::size_t indent =
      spaces_before(*first) - std::min(spaces_before(*first), spaces_before(text.substr(begin)));
  for (const std::string_view line : raw)
    lines.emplace_back(line.substr(std::min(indent, line.size())));
  while (!lines.empty() && lines.back().empty()) lines.pop_back();
  return lines;
}

}  // namespace omnitrack::format
