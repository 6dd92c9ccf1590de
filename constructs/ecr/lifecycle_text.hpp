#pragma once

#include <string>

#include <omnitrack/ecr/repository.hpp>

namespace omnitrack::ecr {

/// The text of a lifecycle policy, in which rules for any image have the last priorities, as ECR
/// demands.
/// https://docs.aws.amazon.com/AmazonECR/latest/userguide/lifecycle_policy_parameters.html
[[nodiscard]] std::string lifecycle_text(const Items<ImageLifecycleRule>& rules);

}  // namespace omnitrack::ecr
