#pragma once

#include <omnitrack/cfn/lambda.hpp>
#include <omnitrack/lambda/runtime.hpp>

namespace omnitrack {

class Bucket;
class LayerVersion;

/// Properties of a layer.
struct LayerVersionProps {
  using Makes = LayerVersion;
  Id id;
  /// The bucket that holds the archive, in the region of the stack.
  Required<Link<const Bucket>, struct required_bucket> bucket;
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
  LayerVersion(Attach at, const struct ImportedLayerVersionProps& props);

  /// A version that is made elsewhere.
  static LayerVersion& from_arn(Construct& scope, const Id& id,
                                const Value<cfn::lambda::LayerVersionArn>& arn);

  /// The ARN of this version, for `FunctionProps::layers`.
  [[nodiscard]] const Value<cfn::lambda::LayerVersionArn>& arn() const { return arn_; }
  /// The layer's own resource; an error where the layer is made elsewhere.
  [[nodiscard]] cfn::lambda::LayerVersion& resource();

 private:
  cfn::lambda::LayerVersion* resource_ = nullptr;  // null where the layer is made elsewhere
  Value<cfn::lambda::LayerVersionArn> arn_;
};

}  // namespace omnitrack
