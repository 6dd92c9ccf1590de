#pragma once

#include <concepts>

#include <omnitrack/value.hpp>

namespace omnitrack {

namespace detail {

// Bounds for a checked number. `tell` is never defined: a literal out of bounds calls it in a
// constant expression, and the compiler's message shows its name, which states the bounds.
template <std::int64_t least, std::int64_t most, void (*tell)()>
struct Between {
  static constexpr bool fits(std::int64_t number) { return number >= least && number <= most; }
  static constexpr void demand(bool fits) {
    if (!fits) tell();
  }
};

// The same for a time, of which `seconds_of_unit` are one.
template <std::int64_t least, std::int64_t most, void (*tell)(), std::int64_t seconds_of_unit>
struct TimeBetween : Between<least, most, tell> {
  static constexpr std::int64_t unit = seconds_of_unit;
};

template <class I>
concept Integer = std::integral<I> && !std::same_as<I, bool> && !std::same_as<I, char>;

// A duration of <chrono>, which is not included here, that is a whole number of units.
template <class D, class Rule>
concept WholeDuration = requires(const D& duration) {
  requires D::period::num % (D::period::den * Rule::unit) == 0;
  { duration.count() } -> Integer;
};

// One of the numbers that a rule has names for.
template <class E, class Rule>
concept ChoiceOf = requires {
  typename Rule::Choice;
  requires std::same_as<E, typename Rule::Choice>;
};

}  // namespace detail

/// A whole number that must follow a rule. A literal that breaks it does not compile; a number that
/// is made when the app runs is checked by the construct that takes it; a reference is left to
/// CloudFormation. The compiler takes an unnamed result of type `int` for a literal: give it a name
/// first.
///
/// `Rule` has `static constexpr bool fits(std::int64_t)` and `static constexpr void demand(bool)`,
/// which calls a function that is not constexpr where it is given false; the name of that function
/// states the rule, since the compiler's message shows it. A rule with a `unit`, in seconds, takes
/// durations of `<chrono>` too, one with a `Choice` the enumerators of that.
template <class Rule>
class CheckedNumber {
 public:
  /// Not set.
  constexpr CheckedNumber() = default;

  /// A literal, checked while compiling.
  template <class I>
    requires(std::same_as<I, int>)
  consteval CheckedNumber(I&& literal) : node_(detail::make_integer(literal)) {
    Rule::demand(Rule::fits(literal));
  }

  /// A number that is made when the app runs.
  template <detail::Integer I>
  CheckedNumber(const I& number) : node_(detail::make_integer(static_cast<std::int64_t>(number))) {}

  /// A duration.
  template <detail::WholeDuration<Rule> D>
  CheckedNumber(const D& duration)
      : node_(detail::make_integer(duration.count() *
                                   (D::period::num / (D::period::den * Rule::unit)))) {}

  /// One of the numbers that have names.
  template <detail::ChoiceOf<Rule> E>
  constexpr CheckedNumber(E choice)
      : node_(detail::make_integer(static_cast<std::int64_t>(choice))) {}

  /// A reference, or a number as a value.
  CheckedNumber(const Value<std::int64_t>& value) : node_(value.node()) {}

  /// What an optional holds; not set where it holds nothing.
  template <detail::OptionalOf<CheckedNumber> O>
  CheckedNumber(const O& optional)
      : CheckedNumber(optional.has_value() ? CheckedNumber(*optional) : CheckedNumber()) {}

  /// Anything else; deleted, so that the compiler points at it.
  template <class A, class = typename detail::AdviceFor<std::int64_t>::Type>
    requires((std::is_arithmetic_v<A> && !detail::Integer<A>) || detail::TextLike<A>)
  CheckedNumber(const A& is_no_whole_number)
  = delete;

  /// Whether anything was set.
  [[nodiscard]] bool is_set() const { return node_.is_set(); }
  /// Whether it is a number that is known now.
  [[nodiscard]] bool is_known() const { return node_.kind == NodeKind::integer; }
  /// The number; 0 where it is none that is known now.
  [[nodiscard]] std::int64_t number() const { return is_known() ? node_.integer : 0; }
  /// Whether a known number breaks the rule.
  [[nodiscard]] bool is_broken() const { return is_known() && !Rule::fits(node_.integer); }
  /// The number or reference as a value.
  [[nodiscard]] Value<std::int64_t> value() const { return Value<std::int64_t>::from_node(node_); }

 private:
  Node node_;
};

}  // namespace omnitrack
