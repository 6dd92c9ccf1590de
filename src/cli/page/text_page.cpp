#include "cli/page/text_page.hpp"

#include <algorithm>

#include "cli/page/printable.hpp"
#include "cli/page/terminal.hpp"
#include "cli/page/value_text.hpp"
#include "cli/page/wrap.hpp"
#include "support/utf8.hpp"

namespace omnitrack::cli {

PageLook look_of(const Console& console) {
  return {console.artefact_colors(), line_width(), shows_unicode()};
}

StyledText& StyledText::add(std::string_view words, std::optional<Style> style) {
  text_ += style ? colors_.painted(words, *style) : std::string(words);
  width_ += support::characters_in(words);
  return *this;
}

std::size_t TextPage::room(std::size_t indent) const {
  return look_.width - std::min(indent, look_.width);
}

std::string TextPage::cut(std::string_view text, std::size_t room) const {
  return cut_in_the_middle(text, room, look_.is_unicode);
}

void TextPage::heading(std::string_view words, std::optional<Style> style) {
  if (!is_empty()) empty_line();
  line(0, styled().add(words, style));
}

void TextPage::end_line() {
  text_ += '\n';
  is_empty_ = false;
  if (out_ == nullptr) return;
  (*out_)(text_);
  text_.clear();
}

void TextPage::line(std::size_t indent, const StyledText& words) {
  text_.append(indent, ' ').append(words.text());
  end_line();
}

void TextPage::paragraph(std::size_t indent, std::string_view head, Style style,
                         std::string_view words) {
  std::string whole(head);
  if (!words.empty()) whole.append(" ").append(words);
  whole = wrapped(printable(whole), indent + 2, look_.width);
  const std::size_t end = whole.starts_with(head) ? head.size() : 0;
  text_.append(indent, ' ').append(look_.colors.painted(whole.substr(0, end), style));
  text_.append(whole, end);
  end_line();
}

void TextPage::block(std::size_t indent, std::string_view sign, Style style,
                     std::string_view text) {
  // Each line is painted alone, so that a pager shows it so.
  std::string lines = wrapped(text, indent + 2, look_.width);
  for (std::string_view head = sign; !lines.empty(); head = "  ") {
    const std::size_t end = std::min(lines.find('\n'), lines.size());
    const std::size_t begin = head == sign ? 0 : std::min(indent + 2, end);
    line(indent, styled().add(head, style).add(lines.substr(begin, end - begin), style));
    lines.erase(0, end + 1);
  }
}

void TextPage::note(std::size_t indent, std::string_view label, std::string_view words) {
  if (words.empty()) return;
  paragraph(indent, std::string(label) + ':', Style::mark, words);
}

}  // namespace omnitrack::cli
