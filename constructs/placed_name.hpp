#pragma once

#include <omnitrack/stack.hpp>

namespace omnitrack {

/// A name in which `${AWS::AccountId}` and `${AWS::Region}` stand for those of a stack, as
/// references, so that it is known where the stack is fixed to an account and a region.
Value<std::string> placed_name(const Stack& stack, std::string_view name);

}  // namespace omnitrack
