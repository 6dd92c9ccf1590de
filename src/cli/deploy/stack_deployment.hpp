#pragma once

#include <atomic>
#include <optional>
#include <string>

#include "cli/deploy/deploy_diff.hpp"
#include "cli/deploy/deploy_target.hpp"
#include "cli/deploy/progress.hpp"
#include "deploy/follow.hpp"
#include "deploy/nested_change_sets.hpp"

namespace omnitrack::cli {

/// What is needed to deploy any of the targets.
struct DeployWork {
  const DeployDiff& diff;
  const std::string& assets_bucket;  ///< with its placeholders
  const deploy::AwsOptions& account;
  const deploy::DeploySettings& settings;
  const Console& console;
  Progress& progress;
  std::atomic<bool>& loses_data;  ///< set where CloudFormation would lose data unforeseen
};

/// What a change set came to.
struct MadeChangeSet {
  deploy::ChangeSet change_set;
  std::vector<deploy::NestedChangeSet> nested = {};  ///< of the stacks that are nested in it
  std::string digest;                                ///< of the template, SHA-256
  bool is_empty = false;  ///< nothing changes; there is no change set then
};

/// How an execution ended.
enum class StackEnd : std::uint8_t { done, failed, interrupted };

/// The request for a target's change set.
deploy::ChangeSetRequest change_set_request(const DeployTarget& target,
                                            deploy::TemplateSource source,
                                            const std::string& token);

/// Makes the change set of a target, waits until it is ready, and shows what CloudFormation says of
/// it beside the diff. Nothing is left of one that failed, that is empty, or that would lose data
/// unforeseen: where there is none, what was wrong has been told.
std::optional<MadeChangeSet> make_change_set(const DeployTarget& target, const DeployWork& work);

/// What an operation is to come to.
enum class StackAim : std::uint8_t { deploy, remove, go_back };

/// An operation on one stack, to be followed to its end.
struct FollowedStack {
  const deploy::AwsCli& aws;
  std::string name;         ///< that it is deployed under
  std::size_t changes = 0;  ///< how many resources change
  std::string failure;      ///< what to say where it fails, e.g. `'Shop' was not deployed`
  std::vector<deploy::ResourceOrigin> origins = {};
  StackAim aim = StackAim::deploy;
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
/// CloudFormation allows it. Returns whether they are gone.
bool discard(const deploy::AwsCli& aws, const std::string& change_set, const std::string& stack,
             bool is_new_stack);

}  // namespace omnitrack::cli
