#pragma once

#include <string>
#include <vector>

#include "deploy/change_set.hpp"
#include "deploy/follow.hpp"

namespace omnitrack::deploy {

/// The change set of a nested stack.
struct NestedChangeSet {
  std::string path;  ///< its logical id, after those of the nested stacks that it is in and a dot
  ChangeSet change_set;
};

/// Asks for the change sets of the nested stacks that a change set names, and of those in them, and
/// waits while they are being made. One that is still pending then was waited for as long as
/// `longest_making`, or until it was interrupted. Throws AwsFailure.
std::vector<NestedChangeSet> nested_change_sets(const AwsCli& aws, const ChangeSet& change_set,
                                                const FollowHooks& hooks);

}  // namespace omnitrack::deploy
