#pragma once

#include <concepts>

namespace omnitrack {

namespace detail {
// The compiler's message shows the name.
struct only_true_or_false_is_a_bool;
}  // namespace detail

/// True or false, known when the app is built. A number, a text or a pointer is neither.
class Bool {
 public:
  /// That value.
  template <std::same_as<bool> B>
  constexpr Bool(B value) : value_(value) {}
  /// Anything else; deleted, so that the compiler points at it.
  template <class A, class = detail::only_true_or_false_is_a_bool>
    requires(!std::same_as<A, bool>)
  Bool(const A& is_no_bool) = delete;

  /// The value.
  constexpr operator bool() const { return value_; }

 private:
  bool value_;
};

}  // namespace omnitrack
