#pragma once

#include <omnitrack/construct.hpp>

namespace omnitrack {

/// The resource or parameter that a Ref or a GetAtt refers to; null for any other value.
const Construct* owner_of_reference(const Node& value);

/// The resource or parameter of another stack than a construct's that a value is of, the first one
/// where it is made of several; null where there is none.
const Construct* found_in_other_stack(const Construct& from, const Node& value);

}  // namespace omnitrack
