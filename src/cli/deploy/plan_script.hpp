#pragma once

#include <span>
#include <string>

#include "cli/deploy/stack_deployment.hpp"

namespace omnitrack::cli {

/// Writes the commands of a deployment to `file`, a script for a POSIX shell, and the templates
/// that it passes to a folder beside it, named as the file without its suffix. Runs nothing. Throws
/// Failure.
void write_plan_script(const std::string& file, std::span<const DeployTarget> targets,
                       const std::string& assets_bucket, const deploy::AwsOptions& account,
                       const deploy::DeploySettings& settings, const Console& console);

}  // namespace omnitrack::cli
