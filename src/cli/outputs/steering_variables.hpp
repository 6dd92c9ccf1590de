#pragma once

#include <string_view>

namespace omnitrack::cli {

/// Whether a variable of the environment changes how a shell works, or what programs that it starts
/// load or run.
bool is_steering_variable(std::string_view name);

}  // namespace omnitrack::cli
