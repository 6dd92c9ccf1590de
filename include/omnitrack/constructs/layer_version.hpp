#pragma once

#include <omnitrack/cfn/lambda.hpp>
#include <omnitrack/constructs/runtime.hpp>

namespace omnitrack {

class LayerVersion;

/// Properties of a layer.
struct LayerVersionProps {
  using Makes = LayerVersion;
  Id id;
  /// The bucket that holds the archive, in the region of the stack.
  Required<Value<cfn::s3::BucketName>, struct required_bucket> bucket;
  /// The archive's key in the bucket.
  Required<Value<std::string>, struct required_key> key;
  /// The architectures that it runs on; any where it is left out.
  List<cfn::lambda::LayerVersionProps::CompatibleArchitectures> compatible_architectures = {};
  /// The runtimes that it is for, 15 at most.
  List<Runtime> compatible_runtimes = {};
  /// What is in it, 256 characters at most.
  Value<std::string> description = {};
  /// The name that its versions share.
  Value<std::string> layer_name = {};
  /// The licence: an SPDX identifier, a URL or a text.
  Value<std::string> license = {};
  /// The version of the object, in a bucket with versions.
  Value<std::string> object_version = {};
  /// What happens to a version that another one replaces; functions that use it go on to.
  RemovalPolicy removal_policy = RemovalPolicy::destroy;
};

/// Code that functions share: AWS::Lambda::LayerVersion. Each change makes a new version.
/// https://docs.aws.amazon.com/lambda/latest/dg/chapter-layers.html
class LayerVersion final : public Construct {
 public:
  LayerVersion(Attach at, const LayerVersionProps& props);

  /// The ARN of this version, for `FunctionProps::layers`.
  [[nodiscard]] Value<cfn::lambda::LayerVersionArn> arn() const { return resource_.ref(); }
  /// The layer's own resource.
  [[nodiscard]] cfn::lambda::LayerVersion& resource() { return resource_; }

 private:
  cfn::lambda::LayerVersion& resource_;
};

}  // namespace omnitrack
