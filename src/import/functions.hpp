#pragma once

#include <string_view>
#include <vector>

#include "import/values.hpp"

namespace omnitrack::importing {

/// The name of the resource that is the role of a function; empty where the role is not one's ARN.
std::string_view role_of_function(const tmpl::ResourceEntry& resource);

/// Whether the construct for functions makes a resource, perhaps with properties that are set on
/// it: one with code in the template or in a bucket, whose role a construct makes.
bool is_function(const tmpl::ResourceEntry& resource, const Element* role);

/// The props of that construct.
Code function_props(const Element& element, Plan& plan, Values& values, Comments& comments);

/// Properties that are set on its resource.
std::vector<std::string_view> late_of_function(const tmpl::Node& properties);

}  // namespace omnitrack::importing
