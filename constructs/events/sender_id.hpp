#pragma once

#include <string>

#include <omnitrack/construct.hpp>

namespace omnitrack::events {

/// A name for what a sender's target makes for it among what the target has: the sender's path
/// below its stack, or from the stack on where the target is in another.
std::string sender_id(const Construct& sender, const Construct* target);

}  // namespace omnitrack::events
