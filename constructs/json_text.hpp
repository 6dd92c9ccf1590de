#pragma once

#include <omnitrack/json.hpp>

namespace omnitrack {

/// JSON as the text that a property takes it as. References and intrinsic functions in it are texts
/// that CloudFormation puts there when it deploys the stack; their values must not need to be
/// escaped.
Value<std::string> json_text(const Json& json);

/// How many bytes of that text are known now.
std::size_t known_json_size(const Json& json);

}  // namespace omnitrack
