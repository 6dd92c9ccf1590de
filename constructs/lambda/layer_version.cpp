#include "omnitrack/lambda/layer_version.hpp"

#include "../imported.hpp"
#include <omnitrack/s3/bucket.hpp>

namespace omnitrack {

/// What a layer that is made elsewhere is made of.
struct ImportedLayerVersionProps {
  using Makes = LayerVersion;
  Id id;
  Value<cfn::lambda::LayerVersionArn> arn;
};

LayerVersion::LayerVersion(Attach at, const LayerVersionProps& props)
    : Construct(std::move(at)),
      resource_(&add(cfn::lambda::LayerVersionProps{
          .id = primary(),
          .content =
              cfn::lambda::layer_version::Content{
                  .s3_bucket = props.bucket->name(),
                  .s3_key = props.key,
                  .s3_object_version = props.object_version,
              },
          .compatible_architectures = props.compatible_architectures,
          .compatible_runtimes =
              as<cfn::lambda::LayerVersionProps::CompatibleRuntimes>(props.compatible_runtimes),
          .description = props.description,
          .layer_name = props.layer_name,
          .license_info = props.license,
      })),
      arn_(resource_->ref()) {
  resource_->set_removal_policy(props.removal_policy);
}

LayerVersion::LayerVersion(Attach at, const ImportedLayerVersionProps& props)
    : Construct(std::move(at)), arn_(props.arn) {}

LayerVersion& LayerVersion::from_arn(Construct& scope, const Id& id,
                                     const Value<cfn::lambda::LayerVersionArn>& arn) {
  return scope.add(ImportedLayerVersionProps{.id = id, .arn = arn});
}

cfn::lambda::LayerVersion& LayerVersion::resource() {
  if (resource_ == nullptr) {
    refuse_of_imported(*this, "resource()");
    resource_ = &add(cfn::lambda::LayerVersionProps{
        .id = primary(),
        .content = cfn::lambda::layer_version::Content{.s3_bucket = "", .s3_key = ""},
    });
  }
  return *resource_;
}

}  // namespace omnitrack
