#pragma once

#include <optional>
#include <string_view>

#include "omnitrack/node.hpp"

namespace omnitrack {

/// The value of a tag, in a list of objects with `Key` and `Value` or in a map; nothing where there
/// is no such tag.
std::optional<Node> find_tag(const Node& tags, std::string_view key);

}  // namespace omnitrack
