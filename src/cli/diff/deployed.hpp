#pragma once

#include <string>
#include <vector>

#include "cli/diff/side.hpp"

namespace omnitrack::cli {

/// A stack and the name that it is deployed under.
struct DeployedName {
  std::string stack;
  std::string deployed;
};

/// The templates that are deployed, as they were given to CloudFormation, asked of the AWS CLI.
/// Says which stacks are not deployed. Throws Failure where it cannot be asked.
Side read_deployed(const std::vector<DeployedName>& names, const Console& console);

}  // namespace omnitrack::cli
