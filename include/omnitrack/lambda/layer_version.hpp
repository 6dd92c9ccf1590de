#pragma once

#include <omnitrack/cfn/lambda.hpp>
#include <omnitrack/iam/policy.hpp>
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

/// Code that functions share: AWS::Lambda::LayerVersion, and AWS::Lambda::LayerVersionPermission
/// for who else may use it. Each change makes a new version.
/// https://docs.aws.amazon.com/lambda/latest/dg/chapter-layers.html
class LayerVersion final : public Construct {
 public:
  LayerVersion(Attach at, const LayerVersionProps& props);
  LayerVersion(Attach at, const struct ImportedLayerVersionProps& props);

  /// A version that is made elsewhere.
  static LayerVersion& from_arn(Construct& scope, const Id& id,
                                const Value<cfn::lambda::LayerVersionArn>& arn);

  /// Lets another account use this version, by its 12 digits; `id` names the permission.
  void allow_account(std::string_view id, const Value<std::string>& account);
  /// Lets every account of an organization use this version, by the organization's id, e.g.
  /// `o-a1b2c3d4e5`.
  void allow_organization(std::string_view id, const Value<std::string>& organization);

  /// The ARN of this version, for `FunctionProps::layers`.
  [[nodiscard]] const Value<cfn::lambda::LayerVersionArn>& arn() const { return arn_; }
  /// The bytes of its content, before they are packed, where that is an `Asset`; else 0.
  [[nodiscard]] std::uint64_t bytes() const { return bytes_; }
  /// The layer's own resource; an error where the layer is made elsewhere.
  [[nodiscard]] cfn::lambda::LayerVersion& resource();

 private:
  friend class FunctionVersion;

  // Has a function's version make place for another one whenever the layer's content changes.
  void add_digest_to(cfn::lambda::Version& version) const;
  void permit(std::string_view id, const Value<std::string>& principal,
              const Value<std::string>& organization);

  cfn::lambda::LayerVersion* resource_ = nullptr;  // null where the layer is made elsewhere
  Value<cfn::lambda::LayerVersionArn> arn_;
  RemovalPolicy removal_policy_ = RemovalPolicy::destroy;
  std::uint64_t bytes_ = 0;
};

}  // namespace omnitrack
