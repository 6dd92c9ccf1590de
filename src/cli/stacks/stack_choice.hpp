#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "cli/deploy/deploy_options.hpp"
#include "cli/options.hpp"
#include "cli/session.hpp"
#include "cli/templates/side.hpp"
#include "deploy/aws_cli.hpp"
#include "deploy/stack_state.hpp"

namespace omnitrack::cli {

/// The options of a verb that asks CloudFormation about stacks.
struct StackOptions {
  std::vector<std::string> stacks;
  deploy::AwsOptions account;
  std::vector<std::string> stack_names;
  AppOptions app;

  /// Adds them; `help` is that of the argument STACK.
  void add_to(Options& options, std::string_view help);
};

/// A stack that is asked about.
struct ChosenStack {
  std::string stack;                  ///< its id in the app; of a stranger the deployed name
  std::string deployed;               ///< the name, or the ARN, that CloudFormation knows
  std::string region = {};            ///< where it is fixed to one
  const SideTemplate* own = nullptr;  ///< what the app makes; null for a stranger
};

/// The stacks that are asked about.
struct StackChoice {
  Side app;  ///< what the app makes, where it was asked; owns what `stacks` points to
  std::vector<ChosenStack> stacks = {};
  bool is_made = true;  ///< else the app was needed and could not be made, which has been told
};

/// Finds the stacks that the options mean, each once; one that is named is asked about even where
/// the app cannot be made. Throws UsageError or Failure.
StackChoice choose_stacks(const Session& session, const StackOptions& options);

/// The one stack that the options mean, for a verb that takes one. Throws UsageError where they
/// name none or several.
StackChoice choose_one_stack(const Session& session, const StackOptions& options);

/// The AWS CLI for a stack: by the options, and in the region that the app fixes it to.
deploy::AwsCli aws_for(const ChosenStack& stack, const StackOptions& options,
                       const Console& console);

/// The states of stacks, asked side by side; nothing of one that is not deployed. Throws
/// AwsFailure.
std::vector<std::optional<deploy::StackState>> states_of(const std::vector<ChosenStack>& stacks,
                                                         const StackOptions& options,
                                                         const Console& console);

/// Throws Failure for a stack that is not deployed.
[[noreturn]] void refuse_missing(const ChosenStack& stack);

}  // namespace omnitrack::cli
