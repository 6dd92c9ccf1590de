#pragma once

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
};

/// A change set as CloudFormation describes it.
struct ChangeSet {
  enum class State : std::uint8_t { pending, ready, empty, failed };

  std::string id;
  State state = State::pending;
  std::string reason;  ///< why it failed, as CloudFormation says it
  std::vector<ResourceVerdict> verdicts = {};
};

/// Reads an answer to describe-change-set. A change set without changes is `empty`, which
/// CloudFormation calls a failure.
ChangeSet read_change_set(const AwsAnswer& answer);

/// Asks for a change set by its ARN. Throws AwsFailure.
ChangeSet describe_change_set(const AwsCli& aws, const std::string& id);

/// A resource where CloudFormation and we do not agree on what an update does.
struct Disagreement {
  std::string_view logical_id;
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
