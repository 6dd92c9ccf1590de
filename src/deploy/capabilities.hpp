#pragma once

#include <string_view>
#include <vector>

#include "template/index.hpp"

namespace omnitrack::deploy {

/// The capabilities that a template must be given to be deployed: for IAM's resources one of
/// `CAPABILITY_IAM` and `CAPABILITY_NAMED_IAM`, for macros `CAPABILITY_AUTO_EXPAND`.
/// https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_CreateChangeSet.html
std::vector<std::string_view> capabilities_of(const tmpl::Index& index);

}  // namespace omnitrack::deploy
