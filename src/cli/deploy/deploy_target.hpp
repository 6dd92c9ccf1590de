#pragma once

#include <deque>
#include <functional>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "cli/console.hpp"
#include "cli/deploy/deploy_options.hpp"
#include "cli/deploy/progress.hpp"
#include "cli/templates/deployed.hpp"
#include "deploy/deployed_stack.hpp"
#include "deploy/prepared.hpp"

namespace omnitrack::cli {

/// One of the app's stacks that is deployed, or destroyed.
struct DeployTarget {
  DeployedName name;
  const SideTemplate* made = nullptr;
  const deploy::AwsCli* aws = nullptr;
  std::string region = {};              ///< that is passed; empty for that of the environment
  std::vector<std::size_t> needs = {};  ///< the places of those that must be deployed before
  deploy::DeployedStack deployed = {};
  std::vector<deploy::ParameterChoice> parameters = {};
  bool is_unchanged = false;  ///< whether there is nothing to deploy

  [[nodiscard]] bool is_new() const;
  /// Whether its creation failed, so that it is deleted first.
  [[nodiscard]] bool is_made_anew() const;
  /// What CloudFormation is told of the stack: the ARN of one that is there, so that another one of
  /// its name is not taken for it.
  [[nodiscard]] const std::string& address() const;
  /// Whether its protection against deletion is not what the app says.
  [[nodiscard]] bool changes_protection() const;
  /// Whether the values that it, or a nested stack of it, is deployed with may change though its
  /// text does not.
  [[nodiscard]] bool may_change_by_itself() const;
};

/// What each stack of an app needs to be deployed before it, by names.
using StackNeeds = std::map<std::string, std::vector<std::string>, std::less<>>;

StackNeeds needs_of(const Synthesis& synthesis);

/// How to take the protection against deletion away from a stack.
std::string hint_for_protection(const DeployTarget& target);

/// The stacks of an app that are chosen, each with what is deployed of it.
class DeployTargets {
 public:
  /// Chooses stacks of what the app made, which must outlive the targets; all where none is named.
  /// Throws Failure for one that the app has not.
  DeployTargets(const Side& made, const StackNeeds& needs, const std::vector<std::string>& chosen,
                const StackNames& stack_names, const deploy::AwsOptions& account,
                const Console& console);

  [[nodiscard]] std::span<DeployTarget> all() { return targets_; }
  [[nodiscard]] std::span<const DeployTarget> all() const { return targets_; }
  [[nodiscard]] bool are_several() const { return targets_.size() > 1; }

  /// Asks what is deployed of all of them. Waits for operations that run. Throws AwsFailure, and
  /// Failure where a stack is fixed to another account than that of the caller.
  void look(Progress& progress);
  /// Throws Failure where a stack that was not chosen is needed, and is not deployed.
  void check_needs() const;
  /// Throws Failure where a stack reads outputs of one that is deployed under another name than the
  /// one that its template says.
  void check_reads() const;

 private:
  const deploy::AwsCli& aws_for(const std::string& region);
  void check_account() const;
  void wait_for(DeployTarget& target, Progress& progress);

  deploy::AwsOptions account_;
  std::function<void(const std::string&)> note_;
  std::deque<std::pair<std::string, deploy::AwsCli>> clis_;  // one a region
  std::vector<DeployTarget> targets_;
  std::vector<DeployedName> names_;  // of all that the app made
  // Those that were not chosen, each with who needs it.
  struct Need {
    DeployedName name;
    const deploy::AwsCli* aws;
    std::string needed_by;
  };
  std::vector<Need> needs_;
};

}  // namespace omnitrack::cli
