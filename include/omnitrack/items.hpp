#pragma once

#include <concepts>
#include <cstddef>
#include <new>

#include <omnitrack/ranges.hpp>

namespace omnitrack {

template <class T>
class Value;

namespace detail {

// The compiler's message shows the name.
struct give_the_construct_itself_or_what_its_from_function_imports;

// What stands for a list by itself. A range is a list already.
template <class U, class T>
concept OneFor = !RangeOf<U, T> && std::convertible_to<U, T>;

}  // namespace detail

/// Items of one kind in order, none by default, from braces, a `std::vector` or any other range;
/// one by itself stands for a list of it. They are copied when they are given, and live as long as
/// the app.
template <class T>
class Items {
 public:
  /// None.
  constexpr Items() = default;
  /// These.
  Items(std::initializer_list<T> items) { copy(items.begin(), items.size()); }
  /// Those of a range whose items convert.
  template <class R>
    requires(!std::derived_from<std::remove_cvref_t<R>, Items> && detail::RangeOf<R, T>)
  Items(R&& range) {
    std::vector<T> items;
    if constexpr (requires { std::size(range); }) items.reserve(std::size(range));
    for (auto&& item : range) items.push_back(T(item));
    copy(items.data(), items.size());
  }

  /// That one.
  template <class U>
    requires(!std::derived_from<std::remove_cvref_t<U>, Items> && detail::OneFor<U, T>)
  Items(U&& one) {
    const T item(static_cast<U&&>(one));
    copy(&item, 1);
  }

  /// An ARN where a construct belongs; deleted, so that the compiler points at it.
  template <class U, class = detail::give_the_construct_itself_or_what_its_from_function_imports>
    requires(std::is_class_v<T> && !std::convertible_to<const Value<U>&, T>)
  Items(const Value<U>& arn)
  = delete;

  /// The first item.
  [[nodiscard]] const T* begin() const { return items_; }
  /// Behind the last item.
  [[nodiscard]] const T* end() const { return items_ + size_; }
  /// The item at an index from 0.
  [[nodiscard]] const T& operator[](std::size_t index) const { return items_[index]; }
  /// The number of items.
  [[nodiscard]] std::size_t size() const { return size_; }
  /// Whether there is none.
  [[nodiscard]] bool empty() const { return size_ == 0; }

 private:
  void copy(const T* items, std::size_t count) {
    static_assert(std::is_trivially_destructible_v<T>,
                  "what an app keeps is never destroyed: hold Text, Items, Value, List or Map in "
                  "place of std::string or std::vector");
    T* copies = static_cast<T*>(detail::allocate(count * sizeof(T), alignof(T)));
    for (std::size_t i = 0; i < count; ++i) new (copies + i) T(items[i]);
    items_ = copies;
    size_ = count;
  }

  const T* items_ = nullptr;
  std::size_t size_ = 0;
};

}  // namespace omnitrack
