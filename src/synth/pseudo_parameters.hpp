#pragma once

#include <string>

#include "omnitrack/stack.hpp"

namespace omnitrack::synth {

/// Whether a pseudo parameter was asked of another stack than the one that uses it.
bool is_of_other_stack(const Node& pseudo, const Stack& user);

/// What a pseudo parameter surely is wherever its stack is deployed: the stack's name, or what
/// follows from the region that it is fixed to. Empty where that is not known.
std::string known_text(const Node& pseudo);

/// Whether all stacks of one account and region have the same.
bool is_of_place(PseudoParameter parameter);

}  // namespace omnitrack::synth
