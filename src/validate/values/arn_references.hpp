#pragma once

#include "meaning/references.hpp"
#include "validate/values/property_scope.hpp"

namespace omnitrack::validate {

/// Reports a reference to a resource that surely gives no ARN where nothing else fits, an ARN where
/// none fits, or the ARN of another kind of resource: a queue's URL, or the ARN of a file system
/// where that of an access point belongs.
void check_arn_reference(const PropertyScope& scope, const meaning::Name& name,
                         const tmpl::Node& call, const Expected& expected,
                         const meaning::Path& path);

/// Whether a Ref, or an attribute, of a resource is a name or an id though it has an ARN.
bool gives_name_for_arn(const tmpl::ResourceEntry& resource, std::string_view attribute);

}  // namespace omnitrack::validate
