#pragma once

#include <string>

namespace omnitrack::cli {

/// The template of a stack with the bucket of assets and the repository of images, which are kept
/// when the stack goes. The bucket is encrypted, versioned, and reached by TLS alone; noncurrent
/// versions and uploads that never ended are removed. Images are encrypted and scanned, a tag stays
/// with its image, functions of the account may have them, and those without a tag are removed. In
/// both names `${AWS::AccountId}` and `${AWS::Region}` stand for where it is deployed.
std::string bootstrap_template(const std::string& bucket, const std::string& repository);

}  // namespace omnitrack::cli
