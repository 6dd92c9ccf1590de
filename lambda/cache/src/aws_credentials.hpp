#pragma once

#include "deadline.hpp"
#include <omnitrack/cache/error.hpp>
#include <omnitrack/cache/iam.hpp>

namespace omnitrack::cache {

/// The keys of AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN, or those that the
/// container's endpoint gives. Fails with `authentication_failed`, without a word of the keys.
Result<AwsCredentials> aws_credentials_of_environment(Deadline deadline);

/// The keys in what a container's endpoint answers.
Result<AwsCredentials> read_aws_credentials(const std::string& json);

}  // namespace omnitrack::cache
