#pragma once

#include <omnitrack/characters.hpp>
#include <omnitrack/value.hpp>

namespace omnitrack {

/// A text that must follow a rule. A literal that breaks it does not compile; a text that is made
/// when the app runs is checked by the construct that takes it; a reference is left to
/// CloudFormation.
///
/// `Rule` has `static constexpr bool fits(std::string_view)` and `static constexpr void
/// demand(bool)`, which calls a function that is not constexpr where it is given false; the name of
/// that function tells the rule, since the compiler's message shows it. `required` texts have no
/// default.
template <class Rule, bool required = false>
class CheckedText {
 public:
  /// Not set.
  constexpr CheckedText() requires(!required) = default;

  /// A literal, checked while compiling.
  template <std::size_t n>
  consteval CheckedText(const char (&literal)[n]) : text_(literal, n - 1), is_text_(true) {
    Rule::demand(Rule::fits(text_));
  }

  /// A text that is made when the app runs; it must live until the construct is made.
  template <class S>
    requires(detail::TextLike<S> && !std::is_array_v<S>)
  constexpr CheckedText(const S& text) : text_(text), is_text_(true) {}

  /// A reference, or a text with references in it.
  CheckedText(const Value<std::string>& value)
      : text_(value.literal_text()), is_text_(value.is_literal_text()), value_(value) {}

  /// Whether anything was set.
  [[nodiscard]] bool is_set() const { return is_text_ || value_.is_set(); }
  /// Whether it is a text that is known now.
  [[nodiscard]] bool is_text() const { return is_text_; }
  /// The text; empty where it is none that is known now.
  [[nodiscard]] constexpr std::string_view text() const { return text_; }
  /// Whether a known text breaks the rule.
  [[nodiscard]] bool is_broken() const { return is_text_ && !Rule::fits(text_); }
  /// The text or reference as a value.
  [[nodiscard]] Value<std::string> value() const {
    return value_.is_set() || !is_text_ ? value_ : Value<std::string>(text_);
  }

 private:
  std::string_view text_;
  bool is_text_ = false;
  Value<std::string> value_;
};

}  // namespace omnitrack
