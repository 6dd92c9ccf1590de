#include "format/comment_scan.hpp"

#include <algorithm>
#include <string>

namespace omnitrack::format {

namespace {

constexpr std::string_view blanks_of_gap = " \t\r";

bool is_blank_text(std::string_view text) {
  return text.find_first_not_of(blanks_of_gap) == std::string_view::npos;
}

// A `#` begins a comment where no part of a word stands before it.
bool begins_comment(std::string_view text, std::uint32_t at) {
  if (text[at] != '#') return false;
  constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
  if (at == 0 || text.substr(0, at) == byte_order_mark) return true;
  const char before = text[at - 1];
  return before == '\n' || blanks_of_gap.find(before) != std::string_view::npos;
}

}  // namespace

std::uint32_t line_begin(std::string_view text, std::uint32_t offset) {
  const std::size_t before = text.substr(0, offset).rfind('\n');
  return before == std::string_view::npos ? 0 : static_cast<std::uint32_t>(before + 1);
}

bool begins_line(std::string_view text, std::uint32_t offset) {
  const std::uint32_t begin = line_begin(text, offset);
  return is_blank_text(text.substr(begin, offset - begin));
}

bool is_after_blank_line(std::string_view text, std::uint32_t offset) {
  const std::uint32_t begin = line_begin(text, offset);
  if (begin == 0) return false;
  const std::uint32_t above = line_begin(text, begin - 1);
  return is_blank_text(text.substr(above, begin - 1 - above));
}

std::uint32_t end_of_comment(std::string_view text, std::uint32_t begin) {
  std::size_t end = std::min(text.find('\n', begin), text.size());
  while (end > begin && blanks_of_gap.find(text[end - 1]) != std::string_view::npos) --end;
  return static_cast<std::uint32_t>(end);
}

void find_comments(std::string_view text, std::uint32_t begin, std::uint32_t end,
                   std::vector<FoundComment>& found) {
  for (std::uint32_t at = begin; at < end; ++at) {
    if (!begins_comment(text, at)) continue;
    const std::uint32_t last = end_of_comment(text, at);
    found.push_back({.comment = {.text = std::string(text.substr(at, last - at)),
                                 .is_after_blank_line = is_after_blank_line(text, at)},
                     .column = at - line_begin(text, at),
                     .is_on_own_line = begins_line(text, at)});
    at = last;
  }
}

}  // namespace omnitrack::format
