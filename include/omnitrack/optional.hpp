#pragma once

#include <concepts>
#include <type_traits>

namespace omnitrack {

/// A part of some props that may be left out, none by default. The standard's optional costs each
/// app a quarter of the time that these headers take to compile; this one holds only what is copied
/// byte by byte, as all that an app keeps is.
template <class T>
class Optional {
 public:
  /// None.
  constexpr Optional() : nothing() {}
  /// That value.
  constexpr Optional(const T& value) : has_value_(true), held(value) {}
  /// What makes that value.
  template <class U>
    requires(!std::same_as<std::remove_cvref_t<U>, Optional> &&
             !std::same_as<std::remove_cvref_t<U>, T> && std::convertible_to<U, T>)
  constexpr Optional(U&& value) : Optional(T(static_cast<U&&>(value))) {}

  /// A `std::optional`, which is not included here.
  template <class O>
    requires(!std::same_as<O, Optional> && requires(const O& optional) {
      { optional.has_value() } -> std::same_as<bool>;
      { *optional } -> std::convertible_to<T>;
    })
  constexpr Optional(const O& optional)
      : Optional(optional.has_value() ? Optional(T(*optional)) : Optional()) {}

  /// Whether there is one.
  [[nodiscard]] constexpr bool has_value() const { return has_value_; }
  /// Whether there is one.
  constexpr explicit operator bool() const { return has_value_; }
  /// The value; there must be one.
  constexpr const T& operator*() const { return held; }
  /// The value; there must be one.
  constexpr const T* operator->() const { return &held; }
  /// The value, or the other where there is none.
  [[nodiscard]] constexpr T value_or(const T& other) const { return has_value_ ? held : other; }

  /// Whether it is that value.
  friend constexpr bool operator==(const Optional& optional, const T& value) {
    return optional.has_value_ && optional.held == value;
  }

 private:
  bool has_value_ = false;
  union {
    char nothing;
    T held;
  };
};

}  // namespace omnitrack
