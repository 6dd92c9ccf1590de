#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "deploy/stack_state.hpp"

namespace omnitrack::cli {

/// The outputs of one stack.
struct StackOutputs {
  std::string stack;
  std::vector<deploy::NamedValue> outputs;
};

/// A table with a line each.
std::string outputs_table(const std::vector<StackOutputs>& stacks);
/// `{"STACK": {"KEY": "VALUE"}}`, as `cdk deploy --outputs-file` writes it.
std::string outputs_json(const std::vector<StackOutputs>& stacks);
/// `export KEY_NAME='value'`, a line each, for `eval`. Throws Failure where two outputs have one
/// name but not one value, or where a value cannot be in a variable.
std::string outputs_env(const std::vector<StackOutputs>& stacks);

/// The name of a variable for an output: `QueueUrl` becomes `QUEUE_URL`.
std::string variable_name(std::string_view key);

}  // namespace omnitrack::cli
