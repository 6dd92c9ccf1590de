#pragma once

#include <string>
#include <vector>

#include "deploy/stack_state.hpp"

namespace omnitrack::cli {

/// The outputs of a stack, by the app's name of it.
struct StackOutputs {
  std::string stack;
  std::vector<deploy::NamedValue> outputs;
};

/// A line for each output: `STACK.NAME = VALUE`.
std::string outputs_text(const std::vector<StackOutputs>& stacks);

/// An object of the stacks, each an object of its outputs.
std::string outputs_json(const std::vector<StackOutputs>& stacks);

}  // namespace omnitrack::cli
