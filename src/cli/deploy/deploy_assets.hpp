#pragma once

#include <span>
#include <string>
#include <vector>

#include "cli/deploy/deploy_target.hpp"
#include "omnitrack/synth.hpp"

namespace omnitrack::cli {

/// What the stacks of an app need in their buckets and repositories.
struct DeployAssets {
  std::vector<SynthesizedAsset> assets;
  std::string bucket;  ///< with its placeholders
  std::vector<SynthesizedImage> images;
  std::string repository;  ///< with its placeholders

  [[nodiscard]] bool is_empty() const { return assets.empty() && images.empty(); }
};

/// Looks whether what the targets that change need can be uploaded. Returns whether nothing stands
/// in the way; what does has been told, unless it was interrupted. Throws AwsFailure, and Failure
/// where a template lacks the bucket that it must go through.
bool can_publish_assets(const DeployAssets& assets, std::span<const DeployTarget> targets,
                        const deploy::AwsOptions& account, Progress& progress);

/// Uploads what the targets that change need and their buckets and repositories lack. Returns
/// whether all of it is there; what is not has been told, unless it was interrupted. Throws
/// AwsFailure.
bool publish_assets(const DeployAssets& assets, std::span<const DeployTarget> targets,
                    const deploy::AwsOptions& account, Progress& progress);

}  // namespace omnitrack::cli
