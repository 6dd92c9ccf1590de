#pragma once

#include <omnitrack/construct.hpp>

namespace omnitrack {

/// The resource or parameter that a Ref or a GetAtt refers to; null for any other value.
const Construct* owner_of_reference(const Node& value);

/// The resource or parameter of another stack than a construct's that a value is of, the first one
/// where it is made of several; null where there is none.
const Construct* found_in_other_stack(const Construct& from, const Node& value);

/// Whether a construct is in a stack that the app makes after another construct's: what ties the
/// two together belongs there, since a later stack mostly uses an earlier one already.
bool is_in_later_stack(const Construct& construct, const Construct& than);

}  // namespace omnitrack
