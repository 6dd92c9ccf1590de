#pragma once

#include <cstddef>
#include <type_traits>

#include <omnitrack/text.hpp>

namespace omnitrack {

template <class T>
class Value;

namespace detail {
// The compiler's message shows the names.
struct give_the_construct_itself_not_its_address;
struct give_the_construct_itself_or_what_its_from_function_imports;
struct leave_it_out_instead;
}  // namespace detail

/// A construct that another one is given, by reference: `.role = role`. What was made elsewhere is
/// given as what its type's `from_…` function imports. Empty by default.
template <class T>
class Link {
 public:
  /// None.
  constexpr Link() = default;
  /// That construct.
  constexpr Link(T& construct) : construct_(&construct) {}

  /// An address; deleted, so that the compiler points at it.
  template <class A, class = detail::give_the_construct_itself_not_its_address>
    requires(!detail::TextLike<A*>)
  Link(A* address) = delete;
  /// An ARN, a name or an id; deleted, so that the compiler points at it.
  template <class U, class = detail::give_the_construct_itself_or_what_its_from_function_imports>
  Link(const Value<U>& identifier) = delete;
  /// An ARN, a name or an id as text; deleted, so that the compiler points at it.
  template <detail::TextLike S,
            class = detail::give_the_construct_itself_or_what_its_from_function_imports>
  Link(const S& identifier) = delete;
  /// No construct; deleted, so that the compiler points at it.
  template <class A, class = detail::leave_it_out_instead>
    requires(std::is_null_pointer_v<A>)
  Link(A none) = delete;

  /// Whether there is one.
  [[nodiscard]] constexpr bool is_set() const { return construct_ != nullptr; }
  /// The construct; there must be one.
  constexpr T& operator*() const { return *construct_; }
  /// The construct; there must be one.
  constexpr T* operator->() const { return construct_; }
  /// The construct; null where there is none.
  [[nodiscard]] constexpr T* get() const { return construct_; }

 private:
  T* construct_ = nullptr;
};

}  // namespace omnitrack
