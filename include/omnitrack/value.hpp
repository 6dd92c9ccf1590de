#pragma once

#include <initializer_list>
#include <limits>

#include <omnitrack/kinds.hpp>

namespace omnitrack {

namespace detail {

template <class V>
inline constexpr bool is_value = false;
template <class T>
inline constexpr bool is_value<Value<T>> = true;

// What the app's JSON is made of; defined with `Json`.
Node json_object(std::initializer_list<MapEntry<Json>> members);

template <class T, class A>
Node make_literal(const A& value) {
  if constexpr (std::is_same_v<T, bool>) {
    return make_bool(value);
  } else if constexpr (std::is_enum_v<A>) {
    return make_enumerator(enum_info(value), static_cast<std::size_t>(value));
  } else if constexpr (std::is_same_v<T, double>) {
    return make_number(static_cast<double>(value));
  } else if constexpr (std::is_integral_v<A>) {
    if constexpr (std::is_unsigned_v<A> && sizeof(A) >= sizeof(std::int64_t)) {
      if (value > static_cast<A>(std::numeric_limits<std::int64_t>::max())) {
        return make_number(static_cast<double>(value));
      }
    }
    return make_integer(static_cast<std::int64_t>(value));
  } else if constexpr (std::is_base_of_v<Text, A>) {
    return adopt_string(value);
  } else {
    return make_string(view_of(value));
  }
}

}  // namespace detail

/// `AWS::NoValue`: as one branch of `fn::if_`, removes the property.
struct NoValue {};
inline constexpr NoValue no_value{};

/// A literal `T`, or a reference or intrinsic function that CloudFormation resolves to one; absent
/// by default. What it refers to lives as long as the app, and so must not be used after it.
template <class T>
class Value {
  static_assert(!std::is_arithmetic_v<T> || std::is_same_v<T, bool> ||
                    std::is_same_v<T, std::int64_t> || std::is_same_v<T, double>,
                "a whole number is a Value<std::int64_t>, any other a Value<double>");

 public:
  using Kind = T;

  /// Not set: the property is left out.
  constexpr Value() = default;

  /// A literal. Text for `std::string` and identifiers, bool for bool, integers for `std::int64_t`.
  template <class A>
    requires(detail::LiteralOf<T, A>)
  Value(const A& literal) : node_(detail::make_literal<T>(literal)) {}

  /// A literal that stands for no `T`; deleted, so that the compiler points at the literal.
  template <detail::LiteralOfAnotherThan<T> A, class = typename detail::AdviceFor<T>::Type>
  Value(const A& literal_of_another_kind) = delete;

  /// What an optional holds; not set where it holds nothing.
  template <detail::OptionalOf<Value> O>
  Value(const O& optional) : Value(optional.has_value() ? Value(*optional) : Value()) {}

  /// A construct; deleted, so that the compiler points at it.
  template <detail::ConstructItself C,
            class = detail::give_a_value_of_the_construct_such_as_its_arn_or_name>
    requires(!std::is_same_v<T, Json> && !detail::StructKind<T>)
  Value(const C& construct)
  = delete;

  /// A nested structure.
  Value(const T& members) requires(detail::StructKind<T>)
      : node_(detail::make_struct(T::info, reinterpret_cast<const Node*>(&members))) {
    static_assert(sizeof(T) % sizeof(Node) == 0);
  }

  /// Any JSON.
  template <class A>
    requires(std::is_same_v<T, Json> && !std::is_same_v<A, Value> &&
             std::is_constructible_v<Json, const A&>)
  Value(const A& any) : node_(T(any).node()) {}

  /// A JSON object, by its keys with their values.
  Value(std::initializer_list<MapEntry<Json>> members) requires(std::is_same_v<T, Json>)
      : node_(detail::json_object(members)) {}

  /// An identifier where any text is taken, or where one of several kinds is taken; an enumerator
  /// where text is taken.
  template <class U>
    requires(!std::is_same_v<T, U> && !std::is_same_v<T, Json> &&
             ((std::is_same_v<T, std::string> &&
               (detail::IdentifierKind<U> || detail::EnumKind<U>)) ||
              (detail::IdentifierKind<T> && detail::kind_fits<U, T>) ||
              (std::is_same_v<T, double> && std::is_same_v<U, std::int64_t>)))
  Value(const Value<U>& other) : node_(other.node()) {}

  /// `AWS::NoValue`.
  Value(NoValue) : node_(NodeKind::no_value) {}

  /// Wraps a node without a check of its kind.
  static constexpr Value from_node(const Node& node) {
    Value value;
    value.node_ = node;
    return value;
  }

  /// Whether anything was set.
  [[nodiscard]] bool is_set() const { return node_.is_set(); }
  /// Whether it is a literal text, whose `literal_text` can be read now.
  [[nodiscard]] bool is_literal_text() const { return node_.kind == NodeKind::string; }
  /// The literal text; empty where it is not a literal text.
  [[nodiscard]] std::string_view literal_text() const {
    return is_literal_text() ? node_.string() : std::string_view{};
  }
  /// The untyped form.
  [[nodiscard]] const Node& node() const { return node_; }

 private:
  Node node_;
};

namespace detail {
// The compiler's message shows the names.
struct a_value_is_known_only_when_the_stack_is_deployed_use_a_condition_with_fn_equals;
struct texts_and_values_are_joined_by_concat;
}  // namespace detail

/// Values are resolved by CloudFormation, long after this program ended, so they cannot be
/// compared; use a `Condition` with `fn::equals`.
template <
    class T, class U,
    class = detail::a_value_is_known_only_when_the_stack_is_deployed_use_a_condition_with_fn_equals>
bool operator==(const Value<T>&, const U&) = delete;
template <
    class T, class U,
    class = detail::a_value_is_known_only_when_the_stack_is_deployed_use_a_condition_with_fn_equals>
auto operator<=>(const Value<T>&, const U&) = delete;

/// Texts and values are joined by `concat("a", value, "b")`.
template <class T, class U, class = detail::texts_and_values_are_joined_by_concat>
auto operator+(const Value<T>&, const U&) = delete;
template <class T, class U, class = detail::texts_and_values_are_joined_by_concat>
  requires(!detail::is_value<U>)
auto operator+(const U&, const Value<T>&) = delete;

/// The same value as another kind, unchecked: for imported identifiers and what the specification
/// does not know, e.g. `as<cfn::ec2::SubnetId>(parameter.value())`.
template <class T, class U>
Value<T> as(const Value<U>& value) {
  return Value<T>::from_node(value.node());
}
/// A literal text as another kind, e.g. an enumerator that is newer than the specification.
template <class T>
Value<T> as(std::string_view text) {
  return Value<T>::from_node(detail::make_string(text));
}

}  // namespace omnitrack
