#pragma once

#include <chrono>

namespace omnitrack::deploy {

/// A time within bounds: the seconds that a variable of the environment says, or the usual one
/// where it says no number.
std::chrono::milliseconds time_in_environment(const char* variable, std::chrono::milliseconds usual,
                                              std::chrono::milliseconds least,
                                              std::chrono::milliseconds most);

}  // namespace omnitrack::deploy
