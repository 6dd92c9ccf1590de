#pragma once

#include <omnitrack/construct.hpp>

namespace omnitrack {

/// A text that must follow a rule and remembers the line that names it. A literal that breaks the
/// rule does not compile; a text that is made when the app runs is checked by what takes it.
template <class Rule>
class PlacedText {
 public:
  /// A literal, checked while compiling.
  template <std::size_t n>
  consteval PlacedText(const char (&literal)[n], const char* file = __builtin_FILE(),
                       unsigned line = __builtin_LINE())
      : text_(literal, n - 1), source_{file, line} {
    Rule::demand(Rule::fits(text_));
  }
  /// A text that is made when the app runs.
  template <class S>
    requires(detail::TextLike<S> && !std::is_array_v<S>)
  PlacedText(const S& text, const char* file = __builtin_FILE(), unsigned line = __builtin_LINE())
      : text_(detail::copy_text(detail::view_of(text))), source_{file, line} {}

  /// The text.
  [[nodiscard]] std::string_view text() const { return text_; }
  /// The line that names it.
  [[nodiscard]] Source source() const { return source_; }

 private:
  std::string_view text_;
  Source source_;
};

}  // namespace omnitrack
