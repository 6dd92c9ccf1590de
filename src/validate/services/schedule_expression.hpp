#pragma once

#include <string>
#include <string_view>

namespace omnitrack::validate {

/// What is wrong with an expression `rate(…)` or `cron(…)` of EventBridge; empty where nothing is.
std::string schedule_problem(std::string_view text);

}  // namespace omnitrack::validate
