#pragma once

#include <chrono>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "deploy/events.hpp"

namespace omnitrack::deploy {

/// An operation on a stack that is running.
struct Operation {
  std::string stack_id;    ///< its ARN, which names it even when it is gone
  std::string token = {};  ///< of the request; empty for whatever runs
  std::string since = {};  ///< a time that CloudFormation told; events before it are left out
};

/// Whom to tell while an operation is followed. Each may be left out.
struct FollowHooks {
  std::function<void(std::span<const StackEvent>)> on_events = {};
  std::function<void()> on_tick = {};                      ///< some times a second
  std::function<void(const AwsFailure&)> on_trouble = {};  ///< once for each that passes
  std::function<bool()> is_interrupted = {};
};

/// What came of an operation.
struct Followed {
  std::vector<StackEvent> events = {};  ///< its own and those of its nested stacks, in order
  std::string status = {};              ///< the last one of the stack; may be empty
  bool is_over = false;                 ///< else it was interrupted
};

/// Follows an operation and those of its nested stacks to its end. Troubles that pass are sat out
/// for ten minutes. Throws AwsFailure for others.
Followed follow(const AwsCli& aws, const Operation& operation, const FollowHooks& hooks);

/// The pause between two questions: two seconds, or what OMNITRACK_POLL_SECONDS says.
std::chrono::milliseconds poll_pause();

/// Waits that long, or until it is interrupted; ticks meanwhile.
void pause_for(std::chrono::milliseconds time, const FollowHooks& hooks);

}  // namespace omnitrack::deploy
