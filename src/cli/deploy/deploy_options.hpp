#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/options.hpp"
#include "cli/parameters/parameter_options.hpp"
#include "deploy/requests.hpp"

namespace omnitrack::cli {

/// Adds the options of the account that is spoken to.
void add_account_options(deploy::AwsOptions& account, Options& options);

/// The options that say how stacks are deployed.
struct DeployOptions {
  ParameterOptions parameters;
  std::vector<std::string> tags;
  std::vector<std::string> notification_arns;
  std::vector<std::string> rollback_alarms;
  std::optional<std::string> rollback_minutes;
  std::optional<std::string> role_arn;
  bool no_rollback = false;
  bool express = false;

  void add_to(Options& options);

  /// Whether any of them was given that belongs to a change set.
  [[nodiscard]] bool is_any_given() const;
  /// What they say. Throws UsageError for a malformed one.
  [[nodiscard]] deploy::DeploySettings settings() const;
  /// What parameters are given; where it stands is not told any more.
  [[nodiscard]] std::vector<GivenParameter> given_parameters() const;
};

/// Reads a whole number from `least` to `most`. Throws UsageError, which names the option.
std::size_t parse_count(const std::string& option, const std::string& text, std::size_t least,
                        std::size_t most);

/// How many stacks go side by side, as `--jobs` says it; 4 where it is not given. Throws
/// UsageError.
std::size_t parse_jobs(const std::optional<std::string>& text);

}  // namespace omnitrack::cli
