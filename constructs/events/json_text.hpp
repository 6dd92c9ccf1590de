#pragma once

#include <omnitrack/json.hpp>

namespace omnitrack::events {

/// JSON as the text that a property takes it as; references in it are resolved when the stack is
/// deployed, as texts.
Value<std::string> json_text(const Json& json);

}  // namespace omnitrack::events
