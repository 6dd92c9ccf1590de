#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "template/index.hpp"

namespace omnitrack::meaning {

/// What a property names that takes a resource by its name, its id or its ARN alike: a text that is
/// alike for all of these, and for no other resource. Nothing where the property takes one form
/// only, or where the value tells nothing.
std::optional<std::string> named_thing(const tmpl::Index& index,
                                       const tmpl::ResourceEntry& resource,
                                       std::string_view property, const tmpl::Node& value);

/// The type of what such a property names; empty where it takes one form only.
std::string_view type_of_thing(const tmpl::ResourceEntry& resource, std::string_view property);

}  // namespace omnitrack::meaning
