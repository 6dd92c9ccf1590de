#pragma once

#include <string_view>

#include "template/index.hpp"

namespace omnitrack::split {

/// The beginning of the logical ids of nested stacks that a stack is split into; a number follows.
inline constexpr std::string_view part_name = "NestedStack";

/// Whether it is the logical id of such a nested stack: `NestedStack1`, `NestedStack2`, …
bool is_part_name(std::string_view logical_id);

/// The hash of the template of such a nested stack, by which the URL ends; empty where the resource
/// is none.
std::string_view hash_of_part(const tmpl::ResourceEntry& resource);

/// Whether a resource is a nested stack that a stack was split into: by its name, and by the URL of
/// its template, which is the hash of that.
bool is_part(const tmpl::ResourceEntry& resource);

}  // namespace omnitrack::split
