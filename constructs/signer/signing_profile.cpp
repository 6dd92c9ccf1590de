#include "omnitrack/signer/signing_profile.hpp"

#include "../imported.hpp"
#include <omnitrack/cfn/signer.hpp>
#include <omnitrack/fn.hpp>
#include <omnitrack/stack.hpp>

namespace omnitrack {

/// What a signing profile that is made elsewhere is made of.
struct ImportedSigningProfileProps {
  using Makes = SigningProfile;
  Id id;
  Value<cfn::signer::SigningProfileArn> version_arn;
};

namespace {

using PlatformId = cfn::signer::SigningProfileProps::PlatformId;

}  // namespace

SigningProfile::SigningProfile(Attach at, const SigningProfileProps& props)
    : Construct(std::move(at)),
      resource_(&add(cfn::signer::SigningProfileProps{
          .id = primary(),
          .platform_id = props.platform == SigningPlatform::lambda
                             ? PlatformId::aws_lambda_sha384_ecdsa
                             : PlatformId::notation_oci_sha384_ecdsa,
          .profile_name = props.profile_name,
      })),
      version_arn_(as<cfn::signer::SigningProfileArn>(resource_->attr_profile_version_arn())) {
  if (props.validity_months.is_set()) {
    using Period = cfn::signer::signing_profile::SignatureValidityPeriod;
    resource_->props.signature_validity_period =
        Period{.type = Period::Type::months, .value = props.validity_months};
  }
}

SigningProfile::SigningProfile(Attach at, const ImportedSigningProfileProps& props)
    : Construct(std::move(at)), version_arn_(props.version_arn) {}

SigningProfile& SigningProfile::from_version_arn(
    Construct& scope, const Id& id, const Value<cfn::signer::SigningProfileArn>& version_arn) {
  return scope.add(ImportedSigningProfileProps{.id = id, .version_arn = version_arn});
}

// https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssigner.html
void SigningProfile::grant_sign(Grantee& grantee) const {
  const Value<std::string> arn =
      resource_ != nullptr ? Value<std::string>(resource_->attr_arn())
                           // arn:PARTITION:signer:REGION:ACCOUNT:/signing-profiles/NAME/VERSION
                           : concat("arn:", stack().partition(), ":signer:", stack().region(), ":",
                                    stack().account(), ":/signing-profiles/",
                                    fn::select(2, fn::split("/", version_arn_)));
  grantee.add_to_policy(
      {.actions = {"signer:GetSigningProfile", "signer:StartSigningJob"}, .resources = {arn}});
}

cfn::signer::SigningProfile& SigningProfile::resource() {
  if (resource_ == nullptr) {
    refuse_of_imported(*this, "resource()");
    resource_ = &add(cfn::signer::SigningProfileProps{
        .id = primary(), .platform_id = PlatformId::aws_lambda_sha384_ecdsa});
  }
  return *resource_;
}

}  // namespace omnitrack
