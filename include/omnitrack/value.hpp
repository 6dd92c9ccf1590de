#pragma once

#include <initializer_list>
#include <iosfwd>
#include <string_view>
#include <type_traits>

#include <omnitrack/node.hpp>

namespace omnitrack {

template <class T>
class Value;
template <class T>
class List;
template <class T>
class Map;
class Json;

/// An identifier that may be of any of several kinds, e.g. a KMS key's id or ARN.
template <class... Kinds>
struct AnyOf;

namespace detail {

template <class T>
inline constexpr bool is_any_of_kind = false;
template <class... K>
inline constexpr bool is_any_of_kind<AnyOf<K...>> = true;

// Kinds of identifiers are opaque enumerations over char: complete as soon as they are declared, so
// that headers of different services can each declare the kinds that they name.
template <class T>
consteval bool is_identifier_enum() {
  if constexpr (std::is_enum_v<T>) {
    return std::is_same_v<std::underlying_type_t<T>, char>;
  } else {
    return false;
  }
}

template <class T>
concept IdentifierKind = is_identifier_enum<T>() || is_any_of_kind<T>;

template <class T>
concept EnumKind = std::is_enum_v<T> && !is_identifier_enum<T>();

template <class T>
concept StructKind = std::is_class_v<T> && !std::is_same_v<T, std::string> &&
                     !std::is_same_v<T, Json> && !is_any_of_kind<T>;

template <class S>
concept TextLike = std::is_convertible_v<const S&, std::string_view>;

template <class C, class V>
concept ContainerOf = !TextLike<C> && requires(const C& container) {
  container.size();
  V(*container.data());
};

template <class From, class To>
inline constexpr bool kind_fits = std::is_same_v<From, To>;
template <class From, class... To>
inline constexpr bool kind_fits<From, AnyOf<To...>> = (std::is_same_v<From, To> || ...);
template <class... From, class... To>
inline constexpr bool kind_fits<AnyOf<From...>, AnyOf<To...>> = (kind_fits<From, AnyOf<To...>> &&
                                                                 ...);

// Which plain C++ value stands for a literal of T. Narrow on purpose: a bool is no number, a number
// is no bool, a text is no enumerator.
template <class T, class A>
concept LiteralOf = ((std::is_same_v<T, std::string> || IdentifierKind<T>)&&TextLike<A>) ||
                    (std::is_same_v<T, bool> && std::is_same_v<A, bool>) ||
                    (std::is_same_v<T, std::int64_t> && std::is_integral_v<A> &&
                     !std::is_same_v<A, bool> && !std::is_same_v<A, char>) ||
                    (std::is_same_v<T, double> && std::is_arithmetic_v<A> &&
                     !std::is_same_v<A, bool> && !std::is_same_v<A, char>) ||
                    (EnumKind<T> && std::is_same_v<T, A>);

template <class A, class T>
concept LiteralOfAnotherThan = !StructKind<T> && !std::is_same_v<T, Json> && !LiteralOf<T, A> &&
                               (std::is_arithmetic_v<A> || std::is_enum_v<A> || TextLike<A>);

template <class T, class A>
Node make_literal(const A& value) {
  if constexpr (std::is_same_v<A, bool>) {
    return make_bool(value);
  } else if constexpr (std::is_enum_v<A>) {
    return make_enumerator(enum_info(value), static_cast<std::size_t>(value));
  } else if constexpr (std::is_same_v<T, double>) {
    return make_number(static_cast<double>(value));
  } else if constexpr (std::is_integral_v<A>) {
    return make_integer(static_cast<std::int64_t>(value));
  } else {
    return make_string(value);
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
 public:
  using Kind = T;

  /// Not set: the property is left out.
  constexpr Value() = default;

  /// A literal. Text for `std::string` and identifiers, bool for bool, integers for `std::int64_t`.
  template <class A>
    requires(detail::LiteralOf<T, A>)
  Value(const A& literal) : node_(detail::make_literal<T>(literal)) {}

  /// A literal that stands for no `T`; deleted, so that the compiler points at the literal.
  template <detail::LiteralOfAnotherThan<T> A>
  Value(const A& literal_of_another_kind) = delete;

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
  static Value from_node(const Node& node) {
    Value value;
    value.node_ = node;
    return value;
  }

  /// Whether anything was set.
  [[nodiscard]] bool is_set() const { return node_.is_set(); }
  /// Whether it is a literal text, whose `literal_text` can be read now.
  [[nodiscard]] bool is_literal_text() const { return node_.kind == NodeKind::string; }
  /// The literal text; empty where it is no literal text.
  [[nodiscard]] std::string_view literal_text() const {
    return is_literal_text() ? node_.string() : std::string_view{};
  }
  /// The untyped form.
  [[nodiscard]] const Node& node() const { return node_; }

 private:
  Node node_;
};

namespace detail {
// The compiler's message shows the name.
struct a_value_is_known_only_when_the_stack_is_deployed_use_a_condition_with_fn_equals;
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

/// A list of `T`, or an intrinsic function that gives one; absent by default, and `{}` given as a
/// `List<T>::empty()` is written as `[]`.
template <class T>
class List {
 public:
  /// Not set: the property is left out.
  constexpr List() = default;

  /// The items in order.
  List(std::initializer_list<Value<T>> items)
      : node_(detail::make_list(reinterpret_cast<const Node*>(items.begin()), items.size())) {}

  /// Nested structures in order.
  List(std::initializer_list<T> items) requires(detail::StructKind<T>) {
    node_ = detail::make_list(nullptr, 0);
    for (const T& item : items) add(item);
  }

  /// The items of a container such as `std::vector`, each convertible to `Value<T>`.
  template <class C>
    requires(detail::ContainerOf<C, Value<T>>)
  List(const C& items) : node_(detail::make_list(nullptr, 0)) {
    for (const auto& item : items) add(item);
  }

  /// A list of identifiers where texts or one of several kinds are taken.
  template <class U>
    requires(!std::is_same_v<T, U> && !std::is_same_v<T, Json> &&
             std::is_constructible_v<Value<T>, const Value<U>&>)
  List(const List<U>& other) : node_(other.node()) {}

  /// `AWS::NoValue`.
  List(NoValue) : node_(NodeKind::no_value) {}

  /// The empty list, written as `[]`.
  static List empty() { return from_node(detail::make_list(nullptr, 0)); }

  /// Wraps a node without a check of its kind.
  static List from_node(const Node& node) {
    List list;
    list.node_ = node;
    return list;
  }

  /// Adds an item; a list that is an intrinsic function cannot grow, and is replaced.
  void add(const Value<T>& item) { node_ = detail::append_item(node_, item.node()); }

  /// Whether anything was set.
  [[nodiscard]] bool is_set() const { return node_.is_set(); }
  /// The untyped form.
  [[nodiscard]] const Node& node() const { return node_; }

 private:
  Node node_;
};

/// The same list as another kind, unchecked.
template <class T, class U>
List<T> as(const List<U>& list) {
  return List<T>::from_node(list.node());
}

/// Keys with values of `T`; absent by default.
template <class T>
class Map {
 public:
  /// One key with its value.
  struct Entry {
    std::string_view key;
    Value<T> value;
  };

  /// Not set: the property is left out.
  constexpr Map() = default;

  /// The entries in order.
  Map(std::initializer_list<Entry> entries)
      : node_(
            detail::make_object(reinterpret_cast<const Field*>(entries.begin()), entries.size())) {
    static_assert(sizeof(Entry) == sizeof(Field));
  }

  /// A map of another kind whose values fit.
  template <class U>
    requires(!std::is_same_v<T, U> && std::is_constructible_v<Value<T>, const Value<U>&>)
  Map(const Map<U>& other) : node_(other.node()) {}

  /// `AWS::NoValue`.
  Map(NoValue) : node_(NodeKind::no_value) {}

  /// The empty map, written as `{}`.
  static Map empty() { return from_node(detail::make_object(nullptr, 0)); }

  /// Wraps a node without a check of its kind.
  static Map from_node(const Node& node) {
    Map map;
    map.node_ = node;
    return map;
  }

  /// Sets or replaces one key.
  void set(std::string_view key, const Value<T>& value) {
    node_ = detail::with_field(node_, key, value.node());
  }

  /// Whether anything was set.
  [[nodiscard]] bool is_set() const { return node_.is_set(); }
  /// The untyped form.
  [[nodiscard]] const Node& node() const { return node_; }

 private:
  Node node_;
};

/// Any JSON, with references and intrinsic functions inside, e.g.
/// `Json::object({{"Version", "2012-10-17"}, {"Count", 3}})`.
class Json {
 public:
  using Entry = Map<Json>::Entry;

  /// Text, bool or number.
  template <class A>
    requires(detail::TextLike<A> || std::is_arithmetic_v<A>)
  Json(const A& literal) {
    if constexpr (std::is_floating_point_v<A>) {
      node_ = detail::make_number(literal);
    } else {
      node_ = detail::make_literal<Json>(literal);
    }
  }
  /// An enumerator of a typed resource, as its text.
  template <class E>
    requires(detail::EnumKind<E>)
  Json(E enumerator) : node_(detail::make_literal<E>(enumerator)) {}
  /// A typed value.
  template <class T>
  Json(const Value<T>& value) : node_(value.node()) {}
  /// A typed list.
  template <class T>
  Json(const List<T>& list) : node_(list.node()) {}
  /// A typed map.
  template <class T>
  Json(const Map<T>& map) : node_(map.node()) {}
  /// JSON null.
  Json(std::nullptr_t) : node_(NodeKind::null) {}
  /// `AWS::NoValue`.
  Json(NoValue) : node_(NodeKind::no_value) {}

  /// An object with the entries in order.
  static Json object(std::initializer_list<Entry> entries);
  /// An array with the items in order.
  static Json array(std::initializer_list<Value<Json>> items);
  /// Wraps a node.
  static Json from_node(const Node& node) { return Json(node); }

  /// Sets or replaces one key of an object.
  void set(std::string_view key, const Json& value) {
    node_ = detail::with_field(node_, key, value.node_);
  }
  /// Adds an item to an array.
  void add(const Json& item) { node_ = detail::append_item(node_, item.node_); }

  /// The untyped form.
  [[nodiscard]] const Node& node() const { return node_; }

 private:
  explicit Json(const Node& node) : node_(node) {}
  Node node_;
};

inline Json Json::object(std::initializer_list<Entry> entries) {
  return Json(Map<Json>(entries).node());
}
inline Json Json::array(std::initializer_list<Value<Json>> items) {
  return Json(List<Json>(items).node());
}

/// A property that must be given: leaving it out does not compile, and the compiler's message names
/// `Field`.
template <class V, class Field>
class Required : public V {
 public:
  using V::V;
  Required() = delete;
  /// The value of the property.
  Required(const V& value) : V(value) {}
};

/// A text that is known when the app is built, and cannot be a reference.
class PlainText {
 public:
  /// The text.
  template <class S>
    requires(detail::TextLike<S>)
  PlainText(const S& text) : text_(text) {}
  /// The text; valid as long as what it was made of.
  [[nodiscard]] std::string_view text() const { return text_; }

 private:
  std::string_view text_;
};

/// One tag of a resource.
struct Tag {
  /// The key: 1 to 128 characters, not beginning with `aws:`.
  Required<Value<std::string>, struct required_key> key;
  /// The value: 0 to 256 characters.
  Required<Value<std::string>, struct required_value> value;
  static const StructInfo info;
};

}  // namespace omnitrack
