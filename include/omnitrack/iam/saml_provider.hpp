#pragma once

#include <omnitrack/iam/iam_names.hpp>
#include <omnitrack/iam/policy.hpp>

namespace omnitrack::cfn::iam {
class SAMLProvider;  // defined in <omnitrack/cfn/iam.hpp>
}

namespace omnitrack {

class SamlProvider;

/// Properties of a SAML provider.
struct SamlProviderProps {
  using Makes = SamlProvider;
  Id id;
  /// What the provider says of itself: its metadata document as XML, 1,000 to 10,000,000
  /// characters.
  Required<Value<std::string>, struct required_metadata_document> metadata_document;
  /// The name, 1 to 128 letters, digits and `_+=,.@-`; made up by CloudFormation where it is left
  /// out.
  SamlProviderName name = {};
};

/// An identity provider that speaks SAML 2.0: AWS::IAM::SAMLProvider.
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_create_saml.html
class SamlProvider final : public Construct {
 public:
  SamlProvider(Attach at, const SamlProviderProps& props);
  SamlProvider(Attach at, const struct ImportedSamlProviderProps& props);

  /// A provider that is made elsewhere.
  static SamlProvider& from_arn(Construct& scope, const Id& id, const Value<std::string>& arn);

  /// Whoever the provider vouches for.
  [[nodiscard]] PolicyPrincipal principal() const { return PolicyPrincipal::saml(arn_); }
  /// The condition of trust that somebody signs in to the console.
  /// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html
  [[nodiscard]] Map<Json> console_conditions() const;

  /// The ARN.
  [[nodiscard]] const Value<std::string>& arn() const { return arn_; }
  /// The provider's own resource; an error where the provider is made elsewhere.
  [[nodiscard]] cfn::iam::SAMLProvider& resource();

 private:
  cfn::iam::SAMLProvider* resource_ = nullptr;  // null where the provider is made elsewhere
  Value<std::string> arn_;
};

}  // namespace omnitrack
