#pragma once

#include <span>
#include <string>
#include <vector>

#include "cli/deploy/deploy_target.hpp"
#include "omnitrack/synth.hpp"

namespace omnitrack::cli {

/// What the stacks of an app need in their buckets.
struct DeployAssets {
  std::vector<SynthesizedAsset> assets;
  std::string bucket;  ///< with its placeholders
};

/// Uploads what the targets that change need and their buckets lack. Returns whether all of it is
/// there; what is not has been told. Throws AwsFailure.
bool publish_assets(const DeployAssets& assets, std::span<const DeployTarget> targets,
                    const AccountOptions& account, Progress& progress);

}  // namespace omnitrack::cli
