#pragma once

#include <omnitrack/list.hpp>
#include <omnitrack/map.hpp>

namespace omnitrack {

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
      node_ =
          detail::make_literal<std::conditional_t<std::is_same_v<A, bool>, bool, Json>>(literal);
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
  /// Sets or replaces the keys of another object.
  void set_all(const Json& others) { node_ = detail::with_fields(node_, others.node_); }
  /// Adds an item to an array.
  void add(const Json& item) { node_ = detail::append_item(node_, item.node_); }

  /// The untyped form.
  [[nodiscard]] const Node& node() const { return node_; }

 private:
  explicit Json(const Node& node) : node_(node) {}
  Node node_;
};

namespace detail {

inline Node json_object(std::initializer_list<MapEntry<Json>> members) {
  return object_of_entries(members.begin(), members.size());
}

}  // namespace detail

inline Json Json::object(std::initializer_list<Entry> entries) {
  return Json(Map<Json>(entries).node());
}
inline Json Json::array(std::initializer_list<Value<Json>> items) {
  return Json(List<Json>(items).node());
}

}  // namespace omnitrack
