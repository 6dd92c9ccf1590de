#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "deploy/aws_cli.hpp"

namespace omnitrack::deploy {

/// What CloudFormation says that a change set does with a resource.
struct ResourceVerdict {
  std::string logical_id;
  std::string physical_id;
  std::string type_name;
  std::string action;       ///< `Add`, `Modify`, `Remove`, `Import` or `Dynamic`
  std::string replacement;  ///< `True`, `False` or `Conditional`; empty for another than `Modify`
  /// What becomes of the physical resource: `Delete`, `Retain`, `Snapshot`, `ReplaceAndDelete`, …;
  /// empty where CloudFormation does not say it.
  std::string policy_action = {};
  /// The ARN of the change set of a nested stack; empty where nested stacks are not included.
  std::string change_set = {};

  /// Whether a new resource surely takes the place of the one that is there.
  [[nodiscard]] bool replaces() const;
  /// Whether the resource that is there is deleted without a snapshot, or may be.
  [[nodiscard]] bool deletes() const;
};

/// A change set as CloudFormation describes it.
struct ChangeSet {
  enum class State : std::uint8_t { pending, ready, empty, failed };

  std::string id;
  State state = State::pending;
  std::string reason = {};  ///< why it failed, as CloudFormation says it
  std::string stack_name = {};
  std::string stack_id = {};          ///< the ARN of its stack
  std::string created = {};           ///< when, as CloudFormation tells it
  std::string execution_status = {};  ///< e.g. `AVAILABLE`, `OBSOLETE`
  std::vector<ResourceVerdict> verdicts = {};
};

/// The longest that CloudFormation is waited for.
inline constexpr std::chrono::minutes longest_making(30);

/// The state that a status and its reason mean.
ChangeSet::State change_set_state(std::string_view status, std::string_view reason);

/// Reads an answer to describe-change-set. A change set without changes is `empty`, which
/// CloudFormation calls a failure. Throws AwsFailure where the answer has no status.
ChangeSet read_change_set(const AwsAnswer& answer);

/// The call that describes a change set: by its ARN, or by its name and that of its stack.
AwsCli::Words describe_change_set_call(const std::string& id, const std::string& stack = {});

/// Asks for a change set by its ARN, or by its name and that of its stack. Throws AwsFailure.
ChangeSet describe_change_set(const AwsCli& aws, const std::string& id,
                              const std::string& stack = {});

/// What CloudFormation's validation before a deployment finds.
/// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/validate-stack-deployments.html
struct Validation {
  std::string logical_id;
  std::string path;  ///< of what is wrong; may be empty
  std::string reason;
  bool stops = true;  ///< else it only warns
};

/// Reads an answer to describe-events: its findings, in their order.
std::vector<Validation> read_validations(const AwsAnswer& answer);

/// Asks for what was found in a change set; nothing where the AWS CLI or the service cannot tell.
/// Throws AwsFailure for other troubles.
std::vector<Validation> validations_of(const AwsCli& aws, const std::string& change_set);

/// A resource where CloudFormation and we do not agree on what an update does.
struct Disagreement {
  std::string logical_id;
  std::string_view ours;    ///< a word for what we say; empty for nothing
  std::string_view theirs;  ///< the same of CloudFormation
};

/// What we say that an update does with a resource.
struct OwnVerdict {
  std::string_view logical_id;
  std::string_view action;  ///< `create`, `update`, `may replace`, `replace` or `delete`
};

/// The word for what CloudFormation says, in the words of `OwnVerdict`.
std::string_view word_for(const ResourceVerdict& verdict);

/// Where both do not say the same, ours first. `may replace` goes with `update` and `replace`.
/// What both are given must outlive the result.
std::vector<Disagreement> disagreements(const std::vector<OwnVerdict>& ours,
                                        const std::vector<ResourceVerdict>& theirs);

}  // namespace omnitrack::deploy
