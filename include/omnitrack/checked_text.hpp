#pragma once

#include <omnitrack/characters.hpp>
#include <omnitrack/required.hpp>
#include <omnitrack/value.hpp>

namespace omnitrack {

/// A text that must follow a rule. A literal that breaks it does not compile; a text that is made
/// when the app runs is checked by the construct that takes it; a reference is left to
/// CloudFormation.
///
/// `Rule` has `static constexpr bool fits(std::string_view)` and `static constexpr void
/// demand(bool)`, which calls a function that is not constexpr where it is given false; the name of
/// that function states the rule, since the compiler's message shows it. Leaving a text out that
/// has a `Field` does not compile, as with `Required`.
template <class Rule, class Field = void>
class CheckedText {
 public:
  /// Not set.
  constexpr CheckedText() requires(std::is_void_v<Field>) = default;
  /// Of no use: it does not compile.
  template <class Property = Field>
    requires(!std::is_void_v<Field>)
  CheckedText()
      : CheckedText(
            detail::a_required_property_is_left_out_or_comes_too_late<Property, CheckedText>()) {}

  /// A literal, checked while compiling.
  template <std::size_t n>
  consteval CheckedText(const char (&literal)[n]) : node_(detail::adopt_string({literal, n - 1})) {
    Rule::demand(Rule::fits({literal, n - 1}));
  }

  /// A text that is made when the app runs.
  template <class S>
    requires(detail::TextLike<S> && !std::is_array_v<S>)
  CheckedText(const S& text) : node_(detail::make_literal<std::string>(text)) {}

  /// A reference, or a text with references in it.
  CheckedText(const Value<std::string>& value) : node_(value.node()) {}

  /// What an optional holds; not set where it holds nothing.
  template <detail::OptionalOf<CheckedText> O>
    requires(std::is_void_v<Field>)
  CheckedText(const O& optional)
      : CheckedText(optional.has_value() ? CheckedText(*optional) : CheckedText()) {}

  /// Anything else; deleted, so that the compiler points at it.
  template <class A, class = typename detail::AdviceFor<std::string>::Type>
    requires(std::is_arithmetic_v<A>)
  CheckedText(const A& is_no_text)
  = delete;
  /// A construct; deleted, so that the compiler points at it.
  template <detail::ConstructItself C,
            class = detail::give_a_value_of_the_construct_such_as_its_arn_or_name>
  CheckedText(const C& construct) = delete;

  /// Whether anything was set.
  [[nodiscard]] bool is_set() const { return node_.is_set(); }
  /// Whether it is a text that is known now.
  [[nodiscard]] bool is_text() const { return node_.kind == NodeKind::string; }
  /// The text; empty where it is none that is known now.
  [[nodiscard]] std::string_view text() const {
    return is_text() ? node_.string() : std::string_view{};
  }
  /// Whether a known text breaks the rule.
  [[nodiscard]] bool is_broken() const { return is_text() && !Rule::fits(text()); }
  /// The text or reference as a value.
  [[nodiscard]] Value<std::string> value() const { return Value<std::string>::from_node(node_); }

 private:
  Node node_;
};

}  // namespace omnitrack
