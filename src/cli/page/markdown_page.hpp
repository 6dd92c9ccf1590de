#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace omnitrack::cli {

/// How many characters of a value a page shows.
inline constexpr std::size_t max_markdown_value = 200;

/// A text as code, whatever is in it; cut in the middle where it is long.
std::string markdown_code(std::string_view text);

/// The same in a cell of a table, where a bar ends the cell even in code.
std::string markdown_cell_code(std::string_view text);

/// Words that are shown as they are: no marks, no HTML, nobody mentioned.
std::string markdown_words(std::string_view text);

/// A page in Markdown that stays below what GitHub takes for a comment: rows that would be too much
/// are counted instead.
class MarkdownPage {
 public:
  /// Adds a line that the page's form needs.
  void line(std::string_view text);
  /// Adds a row, of a list or a table, where it fits.
  void row(std::string_view text);
  /// The page, and how many rows were left out.
  [[nodiscard]] std::string take();

 private:
  std::string text_;
  std::size_t left_out_ = 0;
};

}  // namespace omnitrack::cli
