#pragma once

#include <string_view>

namespace omnitrack::importing {

/// The enumerator of a parameter's type; empty where there is none.
std::string_view parameter_type(std::string_view text);

}  // namespace omnitrack::importing
