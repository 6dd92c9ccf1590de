#pragma once

#include <concepts>
#include <initializer_list>
#include <type_traits>
#include <utility>
#include <vector>

#include <omnitrack/text.hpp>

/// What lists of all kinds are made of. The standard's <ranges> would cost each app's compilation
/// more than the rest of these headers.
namespace omnitrack::detail {

template <class R, class T>
concept RangeOf = !TextLike<std::remove_cvref_t<R>> && requires(R & range) {
  std::begin(range) != std::end(range);
  T(*std::begin(range));
};

}  // namespace omnitrack::detail
