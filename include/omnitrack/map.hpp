#pragma once

#include <omnitrack/ranges.hpp>
#include <omnitrack/value.hpp>

namespace omnitrack {

/// One key of a map with its value.
template <class T>
struct MapEntry {
  Text key;
  Value<T> value;
};

namespace detail {

template <class R, class T>
concept RangeOfEntries = requires(R& range) {
  std::begin(range) != std::end(range);
  Text(std::begin(range)->first);
  Value<T>(std::begin(range)->second);
};

template <class T>
Node object_of_entries(const MapEntry<T>* entries, std::size_t count) {
  static_assert(sizeof(MapEntry<T>) == sizeof(Field));
  return make_object(reinterpret_cast<const Field*>(entries), count);
}

}  // namespace detail

/// Keys with values of `T`; absent by default.
template <class T>
class Map {
 public:
  /// One key with its value.
  using Entry = MapEntry<T>;

  /// Not set: the property is left out.
  constexpr Map() = default;

  /// The entries in order.
  Map(std::initializer_list<Entry> entries)
      : node_(detail::object_of_entries(entries.begin(), entries.size())) {}

  /// The pairs of a `std::map` or any other range, in its order.
  template <class R>
    requires(detail::RangeOfEntries<R, T>)
  Map(R&& range) {
    std::vector<Entry> entries;
    if constexpr (requires { std::size(range); }) entries.reserve(std::size(range));
    for (auto&& [key, value] : range) entries.push_back({key, value});
    node_ = detail::object_of_entries(entries.data(), entries.size());
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

  /// Sets or replaces the keys of another map.
  void set_all(const Map& others) { node_ = detail::with_fields(node_, others.node_); }

  /// Whether anything was set.
  [[nodiscard]] bool is_set() const { return node_.is_set(); }
  /// The untyped form.
  [[nodiscard]] const Node& node() const { return node_; }

 private:
  Node node_;
};

}  // namespace omnitrack
