#pragma once

#include <string>
#include <vector>

#include <omnitrack/stepfunctions/state_machine.hpp>

namespace omnitrack::stepfunctions {

/// Whether null stands in a definition.
bool has_null(const Node& node);

/// The names of the placeholders `${name}` in a text, each once.
std::vector<std::string> placeholders_of(std::string_view text);

}  // namespace omnitrack::stepfunctions
