#pragma once

#include <string>
#include <vector>

namespace omnitrack::cli {

/// Throws a UsageError unless a text names one action that IAM knows, such as `dynamodb:PutItem`.
void check_action(const std::string& action);

/// Throws a UsageError unless an action is of one of the services of a resource; nothing is known
/// where there is no service.
void check_action_fits(const std::string& action, const std::string& resource,
                       const std::vector<std::string>& services);

}  // namespace omnitrack::cli
