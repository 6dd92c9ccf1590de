#pragma once

#include <optional>
#include <string>
#include <vector>

#include "deploy/stack_state.hpp"

namespace omnitrack::deploy {

/// A stack as it is deployed.
struct DeployedStack {
  std::optional<StackState> state;  ///< nothing where there is no such stack
  /// What its template was given as; nothing where there is none yet.
  std::optional<std::string> template_text;
  /// The names of change sets of it that can be executed, or soon can.
  std::vector<std::string> change_sets;

  [[nodiscard]] std::string_view status() const {
    return state ? std::string_view(state->status) : std::string_view();
  }
};

/// Asks for stacks by their names, side by side. Throws AwsFailure.
std::vector<DeployedStack> look_at(const AwsCli& aws, const std::vector<std::string>& names);

/// The template in an answer to get-template: its text as it was given; nothing where there is
/// none.
std::optional<std::string> template_text_in(const AwsAnswer& answer);

/// The call for the template of a stack as it was given.
AwsCli::Words template_call(const std::string& stack);

/// The account and the region that an ARN names; empty where it is none.
std::string_view account_in(std::string_view arn);
std::string_view region_in(std::string_view arn);

/// The name of the stack that an ARN names; empty where it is that of no stack.
std::string_view stack_name_in(std::string_view arn);

}  // namespace omnitrack::deploy
