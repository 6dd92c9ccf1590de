#pragma once

#include <span>
#include <vector>

#include "deploy/events.hpp"

namespace omnitrack::deploy {

/// The events of a stack, the earliest first, in its operations: an operation begins with the first
/// event, and with each event of the stack that follows one in which the stack came to rest.
std::vector<std::span<const StackEvent>> operations_in(const std::vector<StackEvent>& events);

}  // namespace omnitrack::deploy
