#pragma once

#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "cli/deploy/deploy_target.hpp"
#include "cli/diff/diff_report.hpp"
#include "deploy/change_set.hpp"

namespace omnitrack::cli {

/// What a deployment would change, beside what is deployed.
class DeployDiff {
 public:
  /// Compares the targets, which must outlive it, with what is deployed of them. Of what the app
  /// made else it looks only at who reads their outputs. Throws Failure where a deployed template
  /// cannot be read.
  DeployDiff(std::span<const DeployTarget> targets, const Side& made,
             const deploy::AwsOptions& account, const std::vector<diff::Acceptance>& acceptances,
             const Console& console);
  DeployDiff(const DeployDiff&) = delete;
  DeployDiff& operator=(const DeployDiff&) = delete;

  [[nodiscard]] const DiffReport& report() const { return report_; }
  /// Whether nothing at all differs in a stack, nor in the nested stacks that it is split into.
  [[nodiscard]] bool is_same(std::string_view stack) const;
  [[nodiscard]] bool loses_data() const;
  /// The refusals that are certain.
  [[nodiscard]] std::vector<const diff::Refusal*> certain_refusals() const;

  // A stack may be a nested one, named after the stack that it is in and a dot. Of one that is no
  // part of the app the diff knows nothing.

  /// Where CloudFormation and the diff of a stack do not agree.
  [[nodiscard]] std::vector<deploy::Disagreement> disagreements(
      std::string_view stack, const std::vector<deploy::ResourceVerdict>& theirs) const;
  /// The resources with data that CloudFormation would delete, whose loss neither the diff of the
  /// stack tells nor anybody accepted.
  [[nodiscard]] std::vector<std::string_view> unforeseen_losses(
      std::string_view stack, const std::vector<deploy::ResourceVerdict>& theirs) const;

  /// Those that CloudFormation may replace, and whose loss the diff of the stack does not tell.
  [[nodiscard]] std::vector<std::string_view> possible_losses(
      std::string_view stack, const std::vector<deploy::ResourceVerdict>& theirs) const;

 private:
  [[nodiscard]] const diff::StackDiff* find(std::string_view stack) const;
  /// Whether a resource that goes by CloudFormation's word may lose data that the diff keeps.
  [[nodiscard]] bool may_lose_data(std::string_view stack,
                                   const deploy::ResourceVerdict& verdict) const;
  [[nodiscard]] bool is_foreseen(const diff::StackDiff* stack,
                                 const deploy::ResourceVerdict& verdict) const;
  void leave_out_accepted(std::string_view stack, std::vector<std::string_view>& lost) const;

  std::vector<diff::Acceptance> acceptances_;
  Side before_;
  DiffReport report_;
};

}  // namespace omnitrack::cli
