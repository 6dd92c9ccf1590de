#pragma once

#include <string_view>

namespace omnitrack::diff {

/// The type that a resource has when it is deployed: SAM makes its own types into others, under the
/// logical id that they have.
std::string_view deployed_type(std::string_view type_name);

/// Whether SAM's transform makes of a type a resource under another logical id than that in the
/// template.
bool is_made_under_other_id(std::string_view type_name);

}  // namespace omnitrack::diff
