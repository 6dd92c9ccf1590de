#include "cli/page/markdown_page.hpp"

#include <algorithm>

#include "cli/page/printable.hpp"
#include "cli/page/value_text.hpp"
#include "cli/page/wording.hpp"

namespace omnitrack::cli {

namespace {

// GitHub takes 65,536 characters; what the form needs and what others add has room beside it.
constexpr std::size_t max_bytes = 60'000;

std::size_t longest_run_of_backquotes(std::string_view text) {
  std::size_t longest = 0;
  std::size_t run = 0;
  for (const char c : text) {
    run = c == '`' ? run + 1 : 0;
    longest = std::max(longest, run);
  }
  return longest;
}

}  // namespace

std::string markdown_code(std::string_view text) {
  std::string shown = cut_in_the_middle(printable(text), max_markdown_value, true);
  const std::string fence(longest_run_of_backquotes(shown) + 1, '`');
  const bool needs_spaces = shown.empty() || shown.front() == '`' || shown.back() == '`';
  const std::string_view space = needs_spaces ? " " : "";
  return fence + std::string(space) + shown + std::string(space) + fence;
}

std::string markdown_cell_code(std::string_view text) {
  std::string cell;
  for (const char c : markdown_code(text)) {
    if (c == '|') cell += '\\';
    cell += c;
  }
  return cell;
}

std::string markdown_words(std::string_view text) {
  constexpr std::string_view marks = "\\`*_[]|#~";
  std::string words;
  for (const char c : printable_lines(text)) {
    switch (c) {
      case '\n':
        words += ' ';
        break;
      case '<':
        words += "&lt;";
        break;
      case '>':
        words += "&gt;";
        break;
      case '&':
        words += "&amp;";
        break;
      case '@':
        words += "&#64;";
        break;
      default:
        if (marks.find(c) != std::string_view::npos) words += '\\';
        words += c;
    }
  }
  return words;
}

void MarkdownPage::line(std::string_view text) { text_.append(text).append("\n"); }

void MarkdownPage::row(std::string_view text) {
  if (text_.size() + text.size() > max_bytes) {
    ++left_out_;
  } else {
    line(text);
  }
}

std::string MarkdownPage::take() {
  if (left_out_ != 0) {
    line("");
    line("_" + counted(left_out_, "row") +
         " more than a comment can hold; `diff` in a terminal shows all._");
  }
  return std::move(text_);
}

}  // namespace omnitrack::cli
