#pragma once

#include <string>
#include <string_view>

#include "deploy/aws_cli.hpp"

namespace omnitrack::cli {

/// Uploads a text to a bucket unless there is an object of that key, which names its content.
/// Returns whether it was uploaded. Throws AwsFailure and Failure.
bool upload_text(const deploy::AwsCli& aws, const std::string& bucket, const std::string& key,
                 std::string_view text);

}  // namespace omnitrack::cli
