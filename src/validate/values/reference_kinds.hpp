#pragma once

#include "meaning/references.hpp"
#include "validate/values/property_scope.hpp"

namespace omnitrack::validate {

/// Reports a reference that surely gives another kind of identifier than a property takes: a
/// subnet's id where a security group's belongs, or a role's name for its ARN.
void check_reference_kind(const PropertyScope& scope, const meaning::Name& name,
                          const tmpl::Node& call, const Expected& expected,
                          const meaning::Path& path);

/// Reports a text that cannot be an identifier of the kind that a property takes.
void check_identifier(const PropertyScope& scope, const tmpl::Node& text, schema::Property property,
                      const meaning::Path& path);

}  // namespace omnitrack::validate
