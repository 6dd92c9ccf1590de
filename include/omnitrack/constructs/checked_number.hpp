#pragma once

#include <omnitrack/value.hpp>

namespace omnitrack {

/// A number within bounds. A literal outside of them does not compile; a number that is made when
/// the app runs is given as `Value<std::int64_t>(number)` and checked by the construct that takes
/// it; a reference is left to CloudFormation.
///
/// `Rule` has `min`, `max` and `static constexpr void demand(bool)`, which calls a function that is
/// not constexpr where it is given false; the name of that function tells the bounds, since the
/// compiler's message shows it.
template <class Rule>
class CheckedNumber {
 public:
  /// Not set.
  constexpr CheckedNumber() = default;

  /// A literal, checked while compiling.
  template <class Integer>
    requires(std::is_integral_v<Integer> && !std::is_same_v<Integer, bool>)
  consteval CheckedNumber(Integer literal) : literal_(literal), is_literal_(true) {
    Rule::demand(literal >= Rule::min && literal <= Rule::max);
  }

  /// A number that is made when the app runs, or a reference.
  CheckedNumber(const Value<std::int64_t>& value) : value_(value) {}

  /// Whether anything was set.
  [[nodiscard]] bool is_set() const { return is_literal_ || value_.is_set(); }
  /// Whether a number that is known now is out of bounds.
  [[nodiscard]] bool is_broken() const {
    const Node& node = value_.node();
    return node.kind == NodeKind::integer && (node.integer < Rule::min || node.integer > Rule::max);
  }
  /// The number or reference as a value.
  [[nodiscard]] Value<std::int64_t> value() const {
    return is_literal_ ? Value<std::int64_t>(literal_) : value_;
  }

 private:
  std::int64_t literal_ = 0;
  bool is_literal_ = false;
  Value<std::int64_t> value_;
};

}  // namespace omnitrack
