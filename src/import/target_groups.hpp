#pragma once

#include <string_view>
#include <vector>

#include "import/values.hpp"

namespace omnitrack::importing {

/// Whether the construct for target groups makes a resource, perhaps with attributes and targets
/// that are set on it. What it is linked to does not matter.
bool is_target_group(const tmpl::ResourceEntry& resource, const Element* linked);

/// The props of that construct.
Code target_group_props(const Element& element, Plan& plan, Values& values, Comments& comments);

/// What takes from its resource what the construct would add.
std::vector<Code> target_group_calls(const Element& element, Values& values);

/// Properties that are set on its resource.
std::vector<std::string_view> late_of_target_group(const tmpl::Node& properties);

}  // namespace omnitrack::importing
