#pragma once

#include "validate/context.hpp"

namespace omnitrack::validate {

// Parts of check_sections and check_resources, a file each.

/// The forms of `Transform`, and the names of AWS's own macros.
void check_transform_section(const Context& context, const tmpl::Node& value,
                             const meaning::Path& path);

/// The characters of a section's names, its loops, and names that a parameter and a resource share.
void check_names(const Context& context, const tmpl::Member& section, const meaning::Path& path);

/// Null, which CloudFormation refuses wherever it stands; but for the properties of known types,
/// which have a check of their own.
void check_nulls(const Context& context);

/// The template's `Metadata`: what the console shows of the parameters.
void check_template_metadata(const Context& context, const tmpl::Node& metadata,
                             const meaning::Path& path);

/// A resource's `Metadata`: what cfn-init does on an instance.
void check_resource_metadata(const Context& context, const tmpl::Node& metadata,
                             const meaning::Path& path);

/// A resource's `DeletionPolicy` and `UpdateReplacePolicy`.
void check_removal_policies(const Context& context, const tmpl::ResourceEntry& resource,
                            const meaning::Path& path);

/// A resource's `CreationPolicy` and `UpdatePolicy`.
void check_rollout_policies(const Context& context, const tmpl::ResourceEntry& resource,
                            const meaning::Path& path);

/// A resource's `Type`: known, and not of a service that has ended.
void check_resource_type(const Context& context, const tmpl::ResourceEntry& resource,
                         const meaning::Path& path);

/// That a template with types of SAM uses its macro, told at the first of them.
void check_sam_is_used(const Context& context, const meaning::Path& path);

}  // namespace omnitrack::validate
