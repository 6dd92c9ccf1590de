#pragma once

#include <omnitrack/json.hpp>
#include <omnitrack/required.hpp>

namespace omnitrack {

class StateCondition;

namespace detail {

StateCondition compare_path(const Text& path, std::string_view comparison, const Json& with);
StateCondition negate(const StateCondition& condition);

// A path as a value: `{".$": "$.path"}`, which the key that it is the value of takes apart.
Json path_marker(const Text& path);

}  // namespace detail

/// When a rule of a choice applies: an expression of JSONata such as `{% $states.input.n > 3 %}`,
/// or comparisons of values at JSONPaths such as `number_at("$.n") > 3 && string_at("$.kind") ==
/// "a"`. https://docs.aws.amazon.com/step-functions/latest/dg/state-choice.html
class StateCondition {
 public:
  /// An expression of JSONata, between `{%` and `%}`.
  template <detail::TextLike S>
  StateCondition(const S& jsonata) : json_(Text(jsonata)) {}
  /// An expression of JSONata with references in it.
  StateCondition(const Value<std::string>& jsonata) : json_(jsonata) {}

  /// A rule as the Amazon States Language writes it, without `Next`.
  static StateCondition from_json(const Json& rule) { return StateCondition(rule, 0); }

  /// Both.
  friend StateCondition operator&&(const StateCondition& a, const StateCondition& b);
  /// One of them at least.
  friend StateCondition operator||(const StateCondition& a, const StateCondition& b);
  /// The opposite.
  friend StateCondition operator!(const StateCondition& a) { return detail::negate(a); }

  /// Whether it is an expression of JSONata.
  [[nodiscard]] bool is_jsonata() const { return json_.node().kind != NodeKind::object; }
  /// The expression, or the rule without `Next`.
  [[nodiscard]] const Json& json() const { return json_; }

 private:
  StateCondition(const Json& rule, int) : json_(rule) {}
  Json json_;
};

/// What stands at a path of a state's data, in the query language JSONPath: for conditions, and as
/// a value among what a state hands on.
/// https://docs.aws.amazon.com/step-functions/latest/dg/amazon-states-language-paths.html
class ValueAt {
 public:
  /// At a path, e.g. `$.order.total`, `$$.Execution.Name` or `$variable`; as a value also a call of
  /// an intrinsic function such as `States.UUID()`.
  explicit ValueAt(const Text& path) : path_(path) {}

  /// Whether there is anything.
  [[nodiscard]] StateCondition is_present() const;
  /// Whether it is null.
  [[nodiscard]] StateCondition is_null() const;
  /// Whether it is a text.
  [[nodiscard]] StateCondition is_string() const;
  /// Whether it is a number.
  [[nodiscard]] StateCondition is_numeric() const;
  /// Whether it is true or false.
  [[nodiscard]] StateCondition is_boolean() const;
  /// Whether it is a timestamp.
  [[nodiscard]] StateCondition is_timestamp() const;

  /// The path.
  [[nodiscard]] const Text& path() const { return path_; }
  /// As a value of a state.
  operator Json() const { return detail::path_marker(path_); }

 protected:
  Text path_;
};

namespace detail {

// A value of one kind at a path, which is compared by the comparisons of that kind.
template <class Kind>
class OrderedAt : public ValueAt {
 public:
  using ValueAt::ValueAt;
  using Literal = typename Kind::Literal;

  /// As a value of a state.
  operator Value<typename Kind::Type>() const {
    return Value<typename Kind::Type>::from_node(path_marker(path_).node());
  }
  /// As a value of a state that must be given.
  template <class Field>
  operator Required<Value<typename Kind::Type>, Field>() const {
    return Value<typename Kind::Type>(*this);
  }

  friend StateCondition operator==(const OrderedAt& a, const Literal& b) {
    return compare_path(a.path_, Kind::equals, b);
  }
  friend StateCondition operator==(const OrderedAt& a, const OrderedAt& b) {
    return compare_path(a.path_, Kind::equals_path, b.path_);
  }
  friend StateCondition operator!=(const OrderedAt& a, const Literal& b) { return negate(a == b); }
  friend StateCondition operator!=(const OrderedAt& a, const OrderedAt& b) {
    return negate(a == b);
  }
  friend StateCondition operator<(const OrderedAt& a, const Literal& b) {
    return compare_path(a.path_, Kind::less, b);
  }
  friend StateCondition operator<(const OrderedAt& a, const OrderedAt& b) {
    return compare_path(a.path_, Kind::less_path, b.path_);
  }
  friend StateCondition operator<=(const OrderedAt& a, const Literal& b) {
    return compare_path(a.path_, Kind::less_or_equal, b);
  }
  friend StateCondition operator<=(const OrderedAt& a, const OrderedAt& b) {
    return compare_path(a.path_, Kind::less_or_equal_path, b.path_);
  }
  friend StateCondition operator>(const OrderedAt& a, const Literal& b) {
    return compare_path(a.path_, Kind::greater, b);
  }
  friend StateCondition operator>(const OrderedAt& a, const OrderedAt& b) {
    return compare_path(a.path_, Kind::greater_path, b.path_);
  }
  friend StateCondition operator>=(const OrderedAt& a, const Literal& b) {
    return compare_path(a.path_, Kind::greater_or_equal, b);
  }
  friend StateCondition operator>=(const OrderedAt& a, const OrderedAt& b) {
    return compare_path(a.path_, Kind::greater_or_equal_path, b.path_);
  }
};

struct StringKind {
  using Type = std::string;
  using Literal = Value<std::string>;
  static constexpr std::string_view equals = "StringEquals";
  static constexpr std::string_view equals_path = "StringEqualsPath";
  static constexpr std::string_view less = "StringLessThan";
  static constexpr std::string_view less_path = "StringLessThanPath";
  static constexpr std::string_view less_or_equal = "StringLessThanEquals";
  static constexpr std::string_view less_or_equal_path = "StringLessThanEqualsPath";
  static constexpr std::string_view greater = "StringGreaterThan";
  static constexpr std::string_view greater_path = "StringGreaterThanPath";
  static constexpr std::string_view greater_or_equal = "StringGreaterThanEquals";
  static constexpr std::string_view greater_or_equal_path = "StringGreaterThanEqualsPath";
};

struct NumericKind {
  using Type = double;
  using Literal = Value<double>;
  static constexpr std::string_view equals = "NumericEquals";
  static constexpr std::string_view equals_path = "NumericEqualsPath";
  static constexpr std::string_view less = "NumericLessThan";
  static constexpr std::string_view less_path = "NumericLessThanPath";
  static constexpr std::string_view less_or_equal = "NumericLessThanEquals";
  static constexpr std::string_view less_or_equal_path = "NumericLessThanEqualsPath";
  static constexpr std::string_view greater = "NumericGreaterThan";
  static constexpr std::string_view greater_path = "NumericGreaterThanPath";
  static constexpr std::string_view greater_or_equal = "NumericGreaterThanEquals";
  static constexpr std::string_view greater_or_equal_path = "NumericGreaterThanEqualsPath";
};

struct TimestampKind {
  using Type = std::string;
  using Literal = Value<std::string>;
  static constexpr std::string_view equals = "TimestampEquals";
  static constexpr std::string_view equals_path = "TimestampEqualsPath";
  static constexpr std::string_view less = "TimestampLessThan";
  static constexpr std::string_view less_path = "TimestampLessThanPath";
  static constexpr std::string_view less_or_equal = "TimestampLessThanEquals";
  static constexpr std::string_view less_or_equal_path = "TimestampLessThanEqualsPath";
  static constexpr std::string_view greater = "TimestampGreaterThan";
  static constexpr std::string_view greater_path = "TimestampGreaterThanPath";
  static constexpr std::string_view greater_or_equal = "TimestampGreaterThanEquals";
  static constexpr std::string_view greater_or_equal_path = "TimestampGreaterThanEqualsPath";
};

}  // namespace detail

/// A text at a path.
class StringAt : public detail::OrderedAt<detail::StringKind> {
 public:
  using OrderedAt::OrderedAt;
  /// Whether it fits a pattern in which `*` stands for any characters, e.g. `log-*.txt`.
  [[nodiscard]] StateCondition matches(std::string_view pattern) const;
};

/// A number at a path.
class NumberAt : public detail::OrderedAt<detail::NumericKind> {
 public:
  using OrderedAt::OrderedAt;
  /// As a whole number of a state.
  operator Value<std::int64_t>() const {
    return Value<std::int64_t>::from_node(detail::path_marker(path_).node());
  }
};

/// A timestamp at a path, e.g. `2026-01-31T12:00:00Z`.
class TimestampAt : public detail::OrderedAt<detail::TimestampKind> {
 public:
  using OrderedAt::OrderedAt;
};

/// True or false at a path.
class BooleanAt : public ValueAt {
 public:
  using ValueAt::ValueAt;
  /// As a value of a state.
  operator Value<bool>() const { return Value<bool>::from_node(detail::path_marker(path_).node()); }

  friend StateCondition operator==(const BooleanAt& a, const Value<bool>& b);
  friend StateCondition operator==(const BooleanAt& a, const BooleanAt& b);
};

/// Anything at a path of a state's data, e.g. `value_at("$.order")`.
inline ValueAt value_at(const Text& path) { return ValueAt(path); }
/// The text at a path of a state's data.
inline StringAt string_at(const Text& path) { return StringAt(path); }
/// The number at a path of a state's data.
inline NumberAt number_at(const Text& path) { return NumberAt(path); }
/// The truth at a path of a state's data.
inline BooleanAt boolean_at(const Text& path) { return BooleanAt(path); }
/// The timestamp at a path of a state's data.
inline TimestampAt timestamp_at(const Text& path) { return TimestampAt(path); }

}  // namespace omnitrack
