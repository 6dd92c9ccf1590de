#pragma once

#include <vector>

#include "cli/parameters/given_parameter.hpp"
#include "cli/templates/deployed.hpp"

namespace omnitrack::cli {

/// The values that the parameters of deployed stacks have, asked of the AWS CLI. Throws AwsFailure.
GivenParameters deployed_parameters(const std::vector<DeployedName>& names,
                                    const deploy::AwsOptions& options);

}  // namespace omnitrack::cli
