#pragma once

#include <string_view>
#include <vector>

#include "import/values.hpp"

namespace omnitrack::importing {

/// Whether the construct for security groups makes a resource, perhaps with rules that are set on
/// it. What it is linked to does not matter.
bool is_group(const tmpl::ResourceEntry& resource, const Element* linked);

/// The props of that construct.
Code group_props(const Element& element, Plan& plan, Values& values, Comments& comments);

/// The rules that it is given by calls.
std::vector<Code> group_calls(const Element& element, Values& values);

/// Properties that are set on its resource.
std::vector<std::string_view> late_of_group(const tmpl::Node& properties);

}  // namespace omnitrack::importing
