#pragma once

#include <omnitrack/json.hpp>

namespace omnitrack::cloudwatch {

/// A text of JSON in which references and intrinsic functions are texts that CloudFormation puts
/// there when it deploys the stack; their values must not need to be escaped.
Value<std::string> json_text(const Json& json);

}  // namespace omnitrack::cloudwatch
