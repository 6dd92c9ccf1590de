#pragma once

#include "import/values.hpp"

namespace omnitrack::importing {

/// Whether a type is one of a custom resource.
bool is_custom_type(std::string_view type);

/// Whether the construct for custom resources makes one.
bool is_custom_resource(const tmpl::ResourceEntry& resource, const Element* linked);

/// The props of that construct.
Code custom_resource_props(const Element& element, Plan& plan, Values& values, Comments& comments);

}  // namespace omnitrack::importing
