#pragma once

#include <utility>

namespace omnitrack {

namespace detail {

// Deleted: the compiler's message shows the names, of the function and of the property. It is
// called where nothing is given, in a template that is instantiated last, so that members that are
// given in the wrong order are reported first, as what they are. g++ takes such a member for left
// out too, hence the end of the name.
template <class Property, class V>
V a_required_property_is_left_out_or_comes_too_late() = delete;

}  // namespace detail

/// A property that must be given: leaving it out does not compile, and the compiler's message names
/// `Field`.
template <class V, class Field>
class Required : public V {
 public:
  using V::V;
  /// Of no use: it does not compile.
  Required() : V(detail::a_required_property_is_left_out_or_comes_too_late<Field, V>()) {}
  /// The value of the property.
  Required(const V& value) : V(value) {}
};

}  // namespace omnitrack
