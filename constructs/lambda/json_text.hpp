#pragma once

#include <optional>
#include <string>

#include <omnitrack/node.hpp>

namespace omnitrack::lambda {

/// A value as a text of JSON; nothing where it has a reference or a function in it.
std::optional<std::string> json_text(const Node& value);

}  // namespace omnitrack::lambda
