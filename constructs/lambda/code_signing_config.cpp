#include "omnitrack/lambda/code_signing_config.hpp"

#include "../imported.hpp"
#include <omnitrack/cfn/lambda.hpp>
#include <omnitrack/codes.hpp>
#include <omnitrack/signer/signing_profile.hpp>

namespace omnitrack {

/// What a configuration of code signing that is made elsewhere is made of.
struct ImportedCodeSigningConfigProps {
  using Makes = CodeSigningConfig;
  Id id;
  Value<cfn::lambda::CodeSigningConfigArn> arn;
};

namespace {

namespace signing_made = cfn::lambda::code_signing_config;

signing_made::AllowedPublishers publishers_of(const Items<Link<const SigningProfile>>& profiles) {
  List<cfn::signer::SigningProfileArn> arns;
  for (const auto& profile : profiles) arns.add(profile->version_arn());
  return {.signing_profile_version_arns = arns};
}

}  // namespace

CodeSigningConfig::CodeSigningConfig(Attach at, const CodeSigningConfigProps& props)
    : Construct(std::move(at)),
      resource_(&add(cfn::lambda::CodeSigningConfigProps{
          .id = primary(),
          .allowed_publishers = publishers_of(props.signing_profiles),
          .code_signing_policies =
              signing_made::CodeSigningPolicies{
                  .untrusted_artifact_on_deployment =
                      props.untrusted_code == UntrustedCode::enforce
                          ? signing_made::CodeSigningPolicies::UntrustedArtifactOnDeployment::
                                enforce
                          : signing_made::CodeSigningPolicies::UntrustedArtifactOnDeployment::warn},
          .description = props.description,
      })),
      arn_(resource_->ref()) {
  if (props.signing_profiles.empty() || props.signing_profiles.size() > 20) {
    error(codes::OT2238,
          "the configuration has " + std::to_string(props.signing_profiles.size()) +
              " signing profiles",
          "give it 1 to 20");
  }
}

CodeSigningConfig::CodeSigningConfig(Attach at, const ImportedCodeSigningConfigProps& props)
    : Construct(std::move(at)), arn_(props.arn) {}

CodeSigningConfig& CodeSigningConfig::from_arn(
    Construct& scope, const Id& id, const Value<cfn::lambda::CodeSigningConfigArn>& arn) {
  return scope.add(ImportedCodeSigningConfigProps{.id = id, .arn = arn});
}

cfn::lambda::CodeSigningConfig& CodeSigningConfig::resource() {
  if (resource_ == nullptr) {
    refuse_of_imported(*this, "resource()");
    resource_ = &add(cfn::lambda::CodeSigningConfigProps{.id = primary(),
                                                         .allowed_publishers = publishers_of({})});
  }
  return *resource_;
}

}  // namespace omnitrack
