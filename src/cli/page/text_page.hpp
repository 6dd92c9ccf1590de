#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "cli/console.hpp"
#include "support/sink.hpp"

namespace omnitrack::cli {

/// How a page is shown to a person.
struct PageLook {
  const Colors& colors;
  std::size_t width;  ///< of a line in characters
  bool is_unicode;    ///< whether more than ASCII can be shown
};

/// The look of what goes to stdout.
PageLook look_of(const Console& console);

/// Text with styles, and how wide it is.
class StyledText {
 public:
  explicit StyledText(const Colors& colors) : colors_(colors) {}

  StyledText& add(std::string_view words, std::optional<Style> style = std::nullopt);
  [[nodiscard]] const std::string& text() const { return text_; }
  [[nodiscard]] std::size_t width() const { return width_; }

 private:
  const Colors& colors_;
  std::string text_;
  std::size_t width_ = 0;
};

/// Lines for a person, fitted to the width.
class TextPage {
 public:
  /// A page that is taken as a whole.
  explicit TextPage(const PageLook& look) : look_(look) {}
  /// A page that is handed on line by line.
  TextPage(const PageLook& look, const support::Sink& out) : look_(look), out_(&out) {}

  [[nodiscard]] const PageLook& look() const { return look_; }
  [[nodiscard]] bool is_empty() const { return is_empty_; }
  [[nodiscard]] std::string take() { return std::move(text_); }

  [[nodiscard]] StyledText styled() const { return StyledText(look_.colors); }
  /// The room of a line that is indented.
  [[nodiscard]] std::size_t room(std::size_t indent) const;
  /// A text cut to some room.
  [[nodiscard]] std::string cut(std::string_view text, std::size_t room) const;

  /// A heading, with an empty line before it unless it is the first.
  void heading(std::string_view words, std::optional<Style> style = Style::bold);
  void empty_line() { end_line(); }
  void line(std::size_t indent, const StyledText& words);
  /// Words broken to the width; the head, with which they begin, has a style. All lines but the
  /// first are indented further.
  void paragraph(std::size_t indent, std::string_view head, Style style, std::string_view words);
  /// All of a text in a style, broken to the width, behind a sign that ends in a space.
  void block(std::size_t indent, std::string_view sign, Style style, std::string_view text);
  /// `label: words`, broken to the width; nothing without words.
  void note(std::size_t indent, std::string_view label, std::string_view words);

 private:
  void end_line();

  const PageLook& look_;
  const support::Sink* out_ = nullptr;
  std::string text_;
  bool is_empty_ = true;
};

}  // namespace omnitrack::cli
