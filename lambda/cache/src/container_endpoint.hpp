#pragma once

#include <string>
#include <vector>

#include "resolve.hpp"

namespace omnitrack::cache {

/// What the endpoint answers that AWS_CONTAINER_CREDENTIALS_RELATIVE_URI or
/// AWS_CONTAINER_CREDENTIALS_FULL_URI names. The token of
/// AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE, or AWS_CONTAINER_AUTHORIZATION_TOKEN, goes with the
/// question; its file is read each time, as it is rotated.
/// https://docs.aws.amazon.com/sdkref/latest/guide/feature-container-credentials.html
Result<std::string> ask_container_endpoint(Deadline deadline);

/// Whether keys may come from an address without encryption: this host, or what ECS and EKS serve
/// to their containers.
bool may_give_keys_unencrypted(const Address& address);

}  // namespace omnitrack::cache
