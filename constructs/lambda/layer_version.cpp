#include "omnitrack/lambda/layer_version.hpp"

#include "../imported.hpp"
#include <omnitrack/asset_source.hpp>
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
      arn_(resource_->ref()),
      removal_policy_(props.removal_policy),
      bytes_(detail::bytes_of_asset(*this, props.key.literal_text())) {
  resource_->set_removal_policy(props.removal_policy);
}

LayerVersion::LayerVersion(Attach at, const ImportedLayerVersionProps& props)
    : Construct(std::move(at)), arn_(props.arn) {}

LayerVersion& LayerVersion::from_arn(Construct& scope, const Id& id,
                                     const Value<cfn::lambda::LayerVersionArn>& arn) {
  return scope.add(ImportedLayerVersionProps{.id = id, .arn = arn});
}

void LayerVersion::allow_account(std::string_view id, const Value<std::string>& account) {
  permit(id, account, {});
}

void LayerVersion::allow_organization(std::string_view id, const Value<std::string>& organization) {
  permit(id, "*", organization);
}

void LayerVersion::permit(std::string_view id, const Value<std::string>& principal,
                          const Value<std::string>& organization) {
  if (resource_ == nullptr) {
    refuse_of_imported(*this, "a permission");
    return;
  }
  auto& permission = add(cfn::lambda::LayerVersionPermissionProps{
      .id = child(id),
      .action = "lambda:GetLayerVersion",
      .layer_version_arn = arn(),
      .principal = principal,
      .organization_id = organization,
  });
  // What uses a version that another one replaced goes on to.
  if (removal_policy_ != RemovalPolicy::destroy) permission.set_removal_policy(removal_policy_);
}

void LayerVersion::add_digest_to(cfn::lambda::Version& version) const {
  if (resource_ != nullptr) {
    version.add_digest_source(
        *resource_, List<std::string>{"CompatibleArchitectures", "CompatibleRuntimes", "Content",
                                      "Description", "LayerName", "LicenseInfo"});
  }
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
