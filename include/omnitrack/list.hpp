#pragma once

#include <omnitrack/ranges.hpp>
#include <omnitrack/value.hpp>

namespace omnitrack {

namespace detail {
// The compiler's message shows the name.
struct a_list_is_known_only_when_the_stack_is_deployed_take_an_item_by_fn_select;
}  // namespace detail

/// A list of `T`, or an intrinsic function that gives one; absent by default. One `T` stands for a
/// list of it, and `{}` given as a
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
    auto* nodes = static_cast<Node*>(detail::allocate(items.size() * sizeof(Node), alignof(Node)));
    Node* next = nodes;
    for (const T& item : items) *next++ = Value<T>(item).node();
    node_ = detail::adopt_list(nodes, items.size());
  }

  /// The items of a `std::vector` or any other range, each convertible to `Value<T>`.
  template <class R>
    requires(detail::RangeOf<R, Value<T>>)
  List(R&& range) {
    std::vector<Node> nodes;
    if constexpr (requires { std::size(range); }) nodes.reserve(std::size(range));
    for (auto&& item : range) nodes.push_back(Value<T>(item).node());
    node_ = detail::make_list(nodes.data(), nodes.size());
  }

  /// That one item.
  template <class A>
    requires(!std::is_same_v<T, Json> && detail::LiteralOf<T, A>)
  List(const A& one) : List({Value<T>(one)}) {}
  /// That one item, which is known when the stack is deployed.
  List(const Value<T>& one) requires(!std::is_same_v<T, Json>)
      : node_(detail::make_list(&one.node(), one.is_set() ? 1 : 0)) {
    if (!one.is_set()) node_ = {};
  }

  /// That one item of another kind that fits.
  template <class U>
    requires(!std::is_same_v<T, U> && !std::is_same_v<T, Json> &&
             std::is_constructible_v<Value<T>, const Value<U>&>)
  List(const Value<U>& one) : List(Value<T>(one)) {}

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

  /// Deleted, so that the compiler points at who asks: an item is taken by `fn::select`.
  template <
      class I,
      class = detail::a_list_is_known_only_when_the_stack_is_deployed_take_an_item_by_fn_select>
  void operator[](const I& index) const = delete;
  /// The same, of a loop.
  template <
      class = detail::a_list_is_known_only_when_the_stack_is_deployed_take_an_item_by_fn_select>
  void begin() const = delete;
  /// The same, of a loop.
  template <
      class = detail::a_list_is_known_only_when_the_stack_is_deployed_take_an_item_by_fn_select>
  void end() const = delete;

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

}  // namespace omnitrack
