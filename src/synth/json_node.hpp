#pragma once

#include <optional>
#include <string_view>

#include "omnitrack/node.hpp"

namespace omnitrack::synth {

/// The value that a JSON text stands for; nothing where it is no JSON.
std::optional<Node> node_of_json(std::string_view text);

}  // namespace omnitrack::synth
