#pragma once

#include "validate/values/property_scope.hpp"

namespace omnitrack::validate {

/// Reports each rule of a shape that the properties of a map surely break, where in it they do.
void check_rules(const PropertyScope& scope, schema::Shape shape, const tmpl::Node& map, Span at,
                 const meaning::Path& path);

}  // namespace omnitrack::validate
