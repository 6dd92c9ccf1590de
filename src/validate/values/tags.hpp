#pragma once

#include "validate/values/property_scope.hpp"

namespace omnitrack::validate {

/// Checks a tag written as a map of `Key` and `Value`.
void check_tag(const PropertyScope& scope, const tmpl::Node& tag, Span at,
               const meaning::Path& path);

/// Checks a resource's tags together: keys that AWS keeps for itself, that are too long, or that
/// stand twice.
void check_tags(const PropertyScope& scope, const tmpl::Node& properties,
                const meaning::Path& path);

}  // namespace omnitrack::validate
