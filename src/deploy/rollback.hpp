#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "deploy/aws_cli.hpp"

namespace omnitrack::deploy {

/// How a stack is taken back to what it was.
enum class RollbackWay : std::uint8_t {
  none,
  continue_rollback,  ///< goes on with a rollback that failed
  roll_back,          ///< takes back an operation that failed and was not rolled back
  cancel_update,      ///< stops an update that is running
};

/// The way that a stack's status allows.
RollbackWay rollback_way(std::string_view status);

/// The call that goes that way, which must be one. `token` marks the events that follow; `skipped`
/// are the logical ids of resources that a continued rollback leaves as they are.
AwsCli::Words rollback_call(RollbackWay way, const std::string& stack, const std::string& token,
                            const std::vector<std::string>& skipped);

/// A resource whose rollback failed.
struct StuckResource {
  std::string logical_id;
  std::string type_name;
  std::string reason;
};

/// The resources of a stack in UPDATE_ROLLBACK_FAILED that stop its rollback. Throws AwsFailure.
std::vector<StuckResource> stuck_resources(const AwsCli& aws, const std::string& stack);

}  // namespace omnitrack::deploy
