#pragma once

#include <cstddef>
#include <string_view>

#include <omnitrack/characters.hpp>
#include <omnitrack/severity.hpp>

namespace omnitrack {

namespace detail {

// Not constexpr: that makes a literal that breaks a rule an error while compiling, and the name of
// the function states the rule.
inline void a_code_is_capital_letters_and_four_digits() {}
inline void a_code_that_begins_with_OT_is_a_constant_of_omnitrack_codes() {}
inline void no_page_in_docs_codes_has_this_code() {}
inline void include_omnitrack_codes_hpp_to_name_a_code_by_its_text() {}

// Whether a text is a code: `XX0001`.
constexpr bool is_code(std::string_view text) {
  constexpr std::size_t digits = 4;
  if (text.size() <= digits) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool is_in_letters = i < text.size() - digits;
    if (is_in_letters ? !is_upper(text[i]) : !is_digit(text[i])) return false;
  }
  return true;
}

// What omnitrack/codes.hpp makes its constants of.
struct CodeWithPage {
  std::string_view text;
};

// The codes that have a page; defined by omnitrack/codes.hpp.
struct Pages;

}  // namespace detail

/// The code of a finding, with the one or two severities that its findings can have. Those of this
/// library are the constants of `omnitrack::codes`, made of their pages in `docs/codes`.
template <Severity usual, Severity other = usual>
class FindingCode {
 public:
  /// A code of an app's own, e.g. `XX0001`: capital letters, which do not begin with OT, and four
  /// digits.
  template <std::size_t n>
  consteval FindingCode(const char (&literal)[n]) : text_(literal, n - 1) {
    if (!detail::is_code(text_)) detail::a_code_is_capital_letters_and_four_digits();
    if (text_.starts_with("OT")) {
      detail::a_code_that_begins_with_OT_is_a_constant_of_omnitrack_codes();
    }
  }

  /// A code that allows this severity and another.
  template <Severity one, Severity another>
    requires(usual == other && one != another && (usual == one || usual == another))
  constexpr FindingCode(FindingCode<one, another> code) : text_(code.text()) {}

  constexpr explicit FindingCode(detail::CodeWithPage code) : text_(code.text) {}

  /// The code itself, e.g. `OT4220`.
  [[nodiscard]] constexpr std::string_view text() const { return text_; }

 private:
  std::string_view text_;
};

/// A code with the one of its severities that a finding has.
class GradedCode {
 public:
  /// The code itself, e.g. `OT4220`.
  [[nodiscard]] constexpr std::string_view text() const { return text_; }
  /// How bad the finding is.
  [[nodiscard]] constexpr Severity severity() const { return severity_; }

  friend constexpr GradedCode as_error(FindingCode<Severity::error> code);
  friend constexpr GradedCode as_warning(FindingCode<Severity::warning> code);
  friend constexpr GradedCode as_info(FindingCode<Severity::info> code);

 private:
  constexpr GradedCode(std::string_view text, Severity severity)
      : text_(text), severity_(severity) {}

  std::string_view text_;
  Severity severity_;
};

/// A code for a finding that is an error.
constexpr GradedCode as_error(FindingCode<Severity::error> code) {
  return {code.text(), Severity::error};
}
/// A code for a finding that is a warning.
constexpr GradedCode as_warning(FindingCode<Severity::warning> code) {
  return {code.text(), Severity::warning};
}
/// A code for a finding that is an info.
constexpr GradedCode as_info(FindingCode<Severity::info> code) {
  return {code.text(), Severity::info};
}

/// A code, whatever its severity: a constant of `omnitrack::codes`, or a literal. A literal that
/// begins with OT and names none of those does not compile.
class AnyCode {
 public:
  template <Severity usual, Severity other>
  constexpr AnyCode(FindingCode<usual, other> code) : text_(code.text()) {}

  template <std::size_t n, class Pages = detail::Pages>
  consteval AnyCode(const char (&literal)[n]) : text_(literal, n - 1) {
    if (!detail::is_code(text_)) detail::a_code_is_capital_letters_and_four_digits();
    if (text_.starts_with("OT")) {
      if constexpr (requires { sizeof(Pages); }) {
        if (!Pages::contain(text_)) detail::no_page_in_docs_codes_has_this_code();
      } else {
        detail::include_omnitrack_codes_hpp_to_name_a_code_by_its_text();
      }
    }
  }

  /// The code itself, e.g. `OT4220`.
  [[nodiscard]] constexpr std::string_view text() const { return text_; }

 private:
  std::string_view text_;
};

}  // namespace omnitrack
