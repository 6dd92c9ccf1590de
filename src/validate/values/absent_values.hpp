#pragma once

#include "validate/values/property_scope.hpp"

namespace omnitrack::validate {

/// Reports a required property whose value is absent in a branch of an `Fn::If` that a stack can
/// surely take.
void check_absent_branches(const PropertyScope& scope, const schema::Property& property,
                           const tmpl::Member& member, const meaning::Path& path);

}  // namespace omnitrack::validate
