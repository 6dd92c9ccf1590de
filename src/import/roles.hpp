#pragma once

#include <string_view>
#include <vector>

#include "import/values.hpp"

namespace omnitrack::importing {

/// Whether the construct for roles makes a resource as it is: one whose trust is a single
/// statement. What it is linked to does not matter.
bool is_role(const tmpl::ResourceEntry& resource, const Element* linked);

/// The props of that construct.
Code role_props(const Element& element, Plan& plan, Values& values, Comments& comments);

/// Properties that are set on its resource.
std::vector<std::string_view> late_of_role(const tmpl::Node& properties);

}  // namespace omnitrack::importing
