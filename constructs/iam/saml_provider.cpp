#include "omnitrack/iam/saml_provider.hpp"

#include "../imported.hpp"
#include "grants_policy.hpp"
#include <omnitrack/cfn/iam.hpp>

namespace omnitrack {

/// What a provider that is made elsewhere is made of.
struct ImportedSamlProviderProps {
  using Makes = SamlProvider;
  Id id;
  Value<std::string> arn;
};

SamlProvider::SamlProvider(Attach at, const SamlProviderProps& props)
    : Construct(std::move(at)),
      resource_(&add(cfn::iam::SAMLProviderProps{
          .id = primary(),
          .name = props.name.value(),
          .saml_metadata_document = props.metadata_document,
      })),
      arn_(resource_->attr_arn()) {
  if (props.name.is_broken()) iam::refuse_name(*this, props.name.text(), "a SAML provider", 128);
}

SamlProvider::SamlProvider(Attach at, const ImportedSamlProviderProps& props)
    : Construct(std::move(at)), arn_(props.arn) {
  check_imported(
      *this, props.arn, props.arn.literal_text().find(":saml-provider/") != std::string_view::npos,
      "the ARN of a SAML provider", "it looks like arn:aws:iam::123456789012:saml-provider/name");
}

SamlProvider& SamlProvider::from_arn(Construct& scope, const Id& id,
                                     const Value<std::string>& arn) {
  return scope.add(ImportedSamlProviderProps{.id = id, .arn = arn});
}

Map<Json> SamlProvider::console_conditions() const {
  return {{"StringEquals", Json::object({{"SAML:aud", "https://signin.aws.amazon.com/saml"}})}};
}

cfn::iam::SAMLProvider& SamlProvider::resource() {
  if (resource_ == nullptr) {
    refuse_of_imported(*this, "resource()");
    resource_ = &add(cfn::iam::SAMLProviderProps{.id = primary()});
  }
  return *resource_;
}

}  // namespace omnitrack
