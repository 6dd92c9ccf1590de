#pragma once

#include <string>
#include <vector>

#include "deploy/change_set.hpp"

namespace omnitrack::deploy {

/// What CloudFormation says of a nested stack of a change set.
struct NestedVerdicts {
  std::string path;  ///< its logical id, after those of the nested stacks that it is in and a dot
  std::vector<ResourceVerdict> verdicts;
};

/// Asks for the change sets of the nested stacks that a change set names, and of those in them.
/// Throws AwsFailure.
std::vector<NestedVerdicts> nested_verdicts(const AwsCli& aws, const ChangeSet& change_set);

}  // namespace omnitrack::deploy
