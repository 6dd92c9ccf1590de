#pragma once

#include <optional>
#include <string>
#include <vector>

#include "deploy/change_set.hpp"
#include "deploy/events.hpp"
#include "deploy/stack_state.hpp"

namespace omnitrack::deploy {

/// A change set that could not be made. One without changes is none.
struct FailedChangeSet {
  std::string name;
  std::string created;  ///< when
  std::string reason;
  std::vector<Validation> validations = {};
};

/// Why a stack failed.
struct Diagnosis {
  StackState state = {};
  /// Of the last operation in which something failed, with those of its nested stacks, in order.
  std::vector<StackEvent> events = {};
  bool is_latest = true;  ///< whether no other operation came after it
  std::optional<StackEvent> cause = {};
  std::vector<StackEvent> others = {};            ///< what failed beside it on its own account
  std::optional<StackEvent> rollback_cause = {};  ///< why the way back failed too
  std::size_t stopped = 0;  ///< how many resources were stopped since another one failed
  std::vector<FailedChangeSet> change_sets = {};
};

/// Finds out why the last failure of a stack happened: by its name, also where it was deleted
/// since, or its ARN. Nothing where there is no such stack. Throws AwsFailure.
std::optional<Diagnosis> diagnose(const AwsCli& aws, const std::string& stack);

/// The part of a diagnosis that follows from events alone.
void find_causes(Diagnosis& diagnosis);

}  // namespace omnitrack::deploy
