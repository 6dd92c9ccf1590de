#pragma once

#include <string_view>

#include "template/index.hpp"

namespace omnitrack::split {

/// The beginning of the logical ids of nested stacks that a stack is split into; a number follows.
inline constexpr std::string_view part_name = "NestedStack";

/// Whether a resource is a nested stack that a stack was split into: by its name, and by the URL of
/// its template, which is the hash of that.
bool is_part(const tmpl::ResourceEntry& resource);

}  // namespace omnitrack::split
