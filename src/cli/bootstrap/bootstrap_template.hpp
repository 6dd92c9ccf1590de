#pragma once

#include <string>

namespace omnitrack::cli {

/// The template of a stack with the bucket of assets, encrypted, versioned, by TLS alone, kept when
/// the stack goes; noncurrent versions and uploads that never ended are removed. In its name
/// `${AWS::AccountId}` and `${AWS::Region}` stand for where it is deployed.
std::string bootstrap_template(const std::string& bucket);

}  // namespace omnitrack::cli
