#pragma once

#include <omnitrack/construct.hpp>
#include <omnitrack/items.hpp>

namespace omnitrack::cfn::lambda {
class CodeSigningConfig;  // defined in <omnitrack/cfn/lambda.hpp>
enum class CodeSigningConfigArn : char;
}  // namespace omnitrack::cfn::lambda

namespace omnitrack {

class CodeSigningConfig;
class SigningProfile;

/// What happens to code that no accepted profile signed.
enum class UntrustedCode : std::uint8_t { warn, enforce };

/// Properties of a configuration of code signing.
struct CodeSigningConfigProps {
  using Makes = CodeSigningConfig;
  Id id;
  /// Whose signatures are accepted, 20 profiles at most.
  Required<Items<Link<const SigningProfile>>, struct required_signing_profiles> signing_profiles;
  /// What it is for, 256 characters at most.
  Value<std::string> description = {};
  /// Whether code without such a signature is refused, or told of in CloudWatch.
  UntrustedCode untrusted_code = UntrustedCode::enforce;
};

/// Whose signatures of functions' code are accepted: AWS::Lambda::CodeSigningConfig. It is for .zip
/// archives, not for images.
/// https://docs.aws.amazon.com/lambda/latest/dg/configuration-codesigning.html
class CodeSigningConfig final : public Construct {
 public:
  CodeSigningConfig(Attach at, const CodeSigningConfigProps& props);
  CodeSigningConfig(Attach at, const struct ImportedCodeSigningConfigProps& props);

  /// A configuration that is made elsewhere.
  static CodeSigningConfig& from_arn(Construct& scope, const Id& id,
                                     const Value<cfn::lambda::CodeSigningConfigArn>& arn);

  /// The ARN.
  [[nodiscard]] const Value<cfn::lambda::CodeSigningConfigArn>& arn() const { return arn_; }
  /// The configuration's own resource; an error where it is made elsewhere.
  [[nodiscard]] cfn::lambda::CodeSigningConfig& resource();

 private:
  cfn::lambda::CodeSigningConfig* resource_ = nullptr;  // null where it is made elsewhere
  Value<cfn::lambda::CodeSigningConfigArn> arn_;
};

}  // namespace omnitrack
