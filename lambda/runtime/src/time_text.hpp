#pragma once

#include <chrono>
#include <string>

namespace omnitrack::lambda {

/// A point in time by RFC 3339, in UTC with milliseconds: `2024-11-27T09:30:00.125Z`.
std::string time_text(std::chrono::system_clock::time_point time);

}  // namespace omnitrack::lambda
