#pragma once

#include <string>
#include <string_view>

namespace omnitrack::validate {

/// Why an `AllowedPattern` is not a regular expression; empty where it is one, or where Java, which
/// CloudFormation runs on, may read it otherwise than is known here.
std::string pattern_problem(std::string_view pattern);

/// Whether a value surely does not match an `AllowedPattern` from its beginning to its end.
bool surely_differs(std::string_view pattern, std::string_view value);

}  // namespace omnitrack::validate
