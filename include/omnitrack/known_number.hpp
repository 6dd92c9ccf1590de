#pragma once

#include <omnitrack/checked_number.hpp>

namespace omnitrack {

/// A whole number that is known when the app is built, and cannot be a reference.
class KnownNumber {
 public:
  /// That number.
  template <detail::Integer I>
  constexpr KnownNumber(const I& number) : number_(static_cast<std::int64_t>(number)) {}
  /// Anything else; deleted, so that the compiler points at it.
  template <class A, class = typename detail::AdviceFor<std::int64_t>::Type>
    requires((std::is_arithmetic_v<A> && !detail::Integer<A>) || detail::TextLike<A>)
  KnownNumber(const A& is_no_whole_number)
  = delete;

  /// The number.
  [[nodiscard]] constexpr std::int64_t number() const { return number_; }
  /// The number.
  constexpr operator std::int64_t() const { return number_; }
  /// The number, for a property that has bounds.
  template <class Rule>
  operator CheckedNumber<Rule>() const {
    return CheckedNumber<Rule>(number_);
  }
  /// The number, for a property.
  operator Value<std::int64_t>() const { return number_; }

 private:
  std::int64_t number_;
};

}  // namespace omnitrack
