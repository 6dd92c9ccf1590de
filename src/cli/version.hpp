#pragma once

#include <string_view>

namespace omnitrack::cli {

/// The version of the library and of its command line, e.g. `0.1.0`.
std::string_view version();

}  // namespace omnitrack::cli
