#pragma once

#include <atomic>
#include <optional>
#include <string>

#include "cli/deploy/deploy_diff.hpp"
#include "cli/deploy/deploy_target.hpp"
#include "cli/deploy/progress.hpp"
#include "deploy/follow.hpp"

namespace omnitrack::cli {

/// What is needed to deploy any of the targets.
struct DeployWork {
  const DeployDiff& diff;
  const DeployOptions& options;
  const deploy::DeploySettings& settings;
  const Console& console;
  Progress& progress;
  std::atomic<bool>& loses_data;  ///< set where CloudFormation would lose data unforeseen
};

/// What a change set came to.
struct MadeChangeSet {
  deploy::ChangeSet change_set;
  std::string digest;     ///< of the template, SHA-256
  bool is_empty = false;  ///< nothing changes; there is no change set then
};

/// How an execution ended.
enum class StackEnd : std::uint8_t { done, failed, interrupted };

/// The template of a target as it is passed, and whether it goes through the bucket.
struct PassedTemplate {
  std::string text;
  std::string digest;
  bool needs_bucket = false;
};

/// What is passed of a target's template: without line breaks where it would be too long with them.
/// Throws Failure where CloudFormation takes it in no form, or it needs a bucket and none is named.
PassedTemplate passed_template(const DeployTarget& target, const DeployOptions& options);

/// The key of a template in the bucket, and its URL.
std::string template_key(const PassedTemplate& passed);
std::string template_url(const DeployTarget& target, const PassedTemplate& passed,
                         const std::string& bucket);

/// The request for a target's change set.
deploy::ChangeSetRequest change_set_request(const DeployTarget& target,
                                            deploy::TemplateSource source,
                                            const std::string& token);

/// Makes the change set of a target, waits until it is ready, and shows what CloudFormation says of
/// it beside the diff. Nothing is left of one that failed, that is empty, or that would lose data
/// unforeseen: where there is none, what was wrong has been told.
std::optional<MadeChangeSet> make_change_set(const DeployTarget& target, const DeployWork& work);

/// An operation on one stack, to be followed to its end.
struct FollowedStack {
  const deploy::AwsCli& aws;
  std::string name;         ///< that it is deployed under
  std::size_t changes = 0;  ///< how many resources change
  std::string failure;      ///< what to say where it fails, e.g. `'Shop' was not deployed`
  std::vector<deploy::ResourceOrigin> origins = {};
  bool goes_back = false;  ///< whether the operation is a rollback, which else is a failure
};

/// Follows an operation, shows it, and tells why it failed.
StackEnd follow_stack(const FollowedStack& stack, const deploy::Operation& operation,
                      const std::string& program, Progress& progress,
                      deploy::Followed* followed = nullptr);

/// Executes a change set and follows it. Says what goes on where it is interrupted.
StackEnd execute(const FollowedStack& stack, const deploy::ChangeSet& change_set,
                 const deploy::DeploySettings& settings, const std::string& program,
                 Progress& progress);

/// Deletes a change set that is not to be executed, and the empty stack that was made for it, once
/// CloudFormation allows it.
void discard(const deploy::AwsCli& aws, const std::string& change_set, const std::string& stack,
             bool is_new_stack);

}  // namespace omnitrack::cli
