#include "omnitrack/constructs/layer_version.hpp"

namespace omnitrack {

LayerVersion::LayerVersion(Attach at, const LayerVersionProps& props)
    : Construct(std::move(at)),
      resource_(add(cfn::lambda::LayerVersionProps{
          .id = primary(),
          .content =
              cfn::lambda::layer_version::Content{
                  .s3_bucket = props.bucket,
                  .s3_key = props.key,
                  .s3_object_version = props.object_version,
              },
          .compatible_architectures = props.compatible_architectures,
          .compatible_runtimes =
              as<cfn::lambda::LayerVersionProps::CompatibleRuntimes>(props.compatible_runtimes),
          .description = props.description,
          .layer_name = props.layer_name,
          .license_info = props.license,
      })) {
  resource_.set_removal_policy(props.removal_policy);
}

}  // namespace omnitrack
