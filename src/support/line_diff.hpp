#pragma once

#include <string>
#include <string_view>

namespace omnitrack::support {

/// The lines that differ, as a unified diff with three lines of context that `patch` can apply;
/// empty where the texts are the same.
std::string unified_diff(std::string_view before, std::string_view after,
                         const std::string& old_name, const std::string& new_name);

}  // namespace omnitrack::support
