#pragma once

#include "validate/values/property_scope.hpp"

namespace omnitrack::validate {

/// Warns of a parameter's default, or of one of its allowed values, that does not fit the property
/// that takes it.
void check_parameter_values(const PropertyScope& scope, std::string_view name,
                            const Expected& expected, const meaning::Path& path);

}  // namespace omnitrack::validate
