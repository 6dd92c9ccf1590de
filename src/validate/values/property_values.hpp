#pragma once

#include "validate/values/property_scope.hpp"

namespace omnitrack::validate {

/// Checks a set of properties against its specification: each known, none missing, and what they
/// must keep together. What is missing is shown at `at`.
void check_shape(const PropertyScope& scope, schema::Shape shape, const tmpl::Node& map, Span at,
                 const meaning::Path& path);

/// Checks one value, and what is in it.
void check_value(const PropertyScope& scope, const tmpl::Node& node, const Expected& expected,
                 Span at, const meaning::Path& path);

}  // namespace omnitrack::validate
