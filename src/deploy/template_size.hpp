#pragma once

#include <cstddef>

namespace omnitrack::deploy {

/// The longest template that CloudFormation takes in a request, in bytes; a longer one must lie in
/// a bucket.
/// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html
constexpr std::size_t most_bytes_in_a_request = 51'200;

}  // namespace omnitrack::deploy
