#pragma once

#include <string_view>

namespace omnitrack::lock {

/// Whether tools give a property by themselves to resources of a type that holds no data, and a
/// change of it replaces the resource: it says which tool made the resource, not which one it is.
bool is_tool_setting(std::string_view type, std::string_view property);

}  // namespace omnitrack::lock
