#pragma once

#include <omnitrack/checked_number.hpp>
#include <omnitrack/construct.hpp>
#include <omnitrack/iam/policy.hpp>

namespace omnitrack::cfn::signer {
class SigningProfile;  // defined in <omnitrack/cfn/signer.hpp>
enum class SigningProfileArn : char;
enum class SigningProfileName : char;
}  // namespace omnitrack::cfn::signer

namespace omnitrack {

class SigningProfile;

/// What a profile signs.
enum class SigningPlatform : std::uint8_t {
  lambda,     ///< .zip archives of functions and layers
  container,  ///< images of containers, by Notation
};

/// Properties of a signing profile.
struct SigningProfileProps {
  using Makes = SigningProfile;
  Id id;
  /// What it signs.
  SigningPlatform platform = SigningPlatform::lambda;
  /// The name, 2 to 64 letters, digits and `_`; made up by CloudFormation where it is left out.
  Value<std::string> profile_name = {};
  /// How long a signature counts, in months, up to 135, which are 11 years and 3 months; as long as
  /// that where it is left out.
  Value<std::int64_t> validity_months = {};
};

/// Who signs code, as AWS Signer knows it: AWS::Signer::SigningProfile.
/// https://docs.aws.amazon.com/signer/latest/developerguide/signing-profiles.html
class SigningProfile final : public Construct {
 public:
  SigningProfile(Attach at, const SigningProfileProps& props);
  SigningProfile(Attach at, const struct ImportedSigningProfileProps& props);

  /// A profile that is made elsewhere, by the ARN of one of its versions.
  static SigningProfile& from_version_arn(Construct& scope, const Id& id,
                                          const Value<cfn::signer::SigningProfileArn>& version_arn);

  /// Allows to start jobs that sign by it.
  void grant_sign(Grantee& grantee) const;

  /// The ARN of the version, which a configuration of code signing names.
  [[nodiscard]] const Value<cfn::signer::SigningProfileArn>& version_arn() const {
    return version_arn_;
  }
  /// The profile's own resource; an error where it is made elsewhere.
  [[nodiscard]] cfn::signer::SigningProfile& resource();

 private:
  cfn::signer::SigningProfile* resource_ = nullptr;  // null where it is made elsewhere
  Value<cfn::signer::SigningProfileArn> version_arn_;
};

}  // namespace omnitrack
