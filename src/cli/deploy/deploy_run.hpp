#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "cli/deploy/deploy_assets.hpp"
#include "cli/deploy/stack_deployment.hpp"
#include "cli/session.hpp"

namespace omnitrack::cli {

/// What is to be done with what was compared.
enum class DeployMode : std::uint8_t {
  deploy,
  prepare,  ///< make change sets, and write what they are
  plan      ///< write the commands, and run none
};

/// The app's stacks on their way into the account.
class DeployRun {
 public:
  struct Request {
    std::vector<std::string> stacks;
    StackNames stack_names;
    std::vector<diff::Acceptance> acceptances;
    deploy::DeploySettings settings;
    std::vector<GivenParameter> parameters;
    deploy::AwsOptions account;
    DeployMode mode = DeployMode::deploy;
    std::string file = {};  ///< of `prepare` and `plan`
    std::size_t jobs = 1;
    bool allows_refused = false;
    bool is_errors_only = false;
    bool is_summary = false;
    bool is_yes = false;
    std::optional<std::string> outputs_file = {};
  };

  DeployRun(const Request& request, Synthesis synthesis, const Console& console);

  /// Returns the exit code.
  int run();

 private:
  void settle_states();
  void settle(const DeployTarget& target) const;
  void choose_parameters();
  void refuse(const GivenParameter& lost, std::span<const std::string_view> known);
  void tell_other_change_sets();
  void show_diff(const DeployDiff& diff);
  /// The exit code where the diff stops the deployment.
  std::optional<int> stopped_by(const DeployDiff& diff);
  int end_before_deployment();
  [[nodiscard]] std::string question() const;
  int deploy_all(const DeployDiff& diff);
  StackEnd deploy_one(DeployTarget& target, const DeployWork& work);
  StackEnd set_protection(const DeployTarget& target);
  bool delete_failed_creation(const DeployTarget& target);
  void tell_early_reads();
  int prepare_all(const DeployDiff& diff);
  int write_plan();
  void print_outputs(const std::vector<std::size_t>& deployed) const;

  const Request& request_;
  const Console& console_;
  StackNeeds needs_;
  DeployAssets assets_;
  Side made_;
  Progress progress_;
  DeployTargets targets_;
  std::atomic<bool> loses_data_ = false;
};

}  // namespace omnitrack::cli
