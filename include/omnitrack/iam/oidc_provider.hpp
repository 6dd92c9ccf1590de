#pragma once

#include <omnitrack/checked_text.hpp>
#include <omnitrack/iam/policy.hpp>

namespace omnitrack::cfn::iam {
class OIDCProvider;  // defined in <omnitrack/cfn/iam.hpp>
enum class OIDCProviderArn : char;
}  // namespace omnitrack::cfn::iam

namespace omnitrack {

namespace detail {

inline void the_url_of_an_oidc_provider_begins_with_https_and_has_no_port_query_or_fragment() {}

struct OidcUrlRule {
  static constexpr std::string_view scheme = "https://";
  static constexpr bool fits(std::string_view url) {
    if (!url.starts_with(scheme) || url.size() == scheme.size() || url.size() > 255) return false;
    return url.substr(scheme.size()).find_first_of(":?# ") == std::string_view::npos;
  }
  static constexpr void demand(bool fits) {
    if (!fits) the_url_of_an_oidc_provider_begins_with_https_and_has_no_port_query_or_fragment();
  }
};

}  // namespace detail

class OidcProvider;

/// Properties of an OpenID Connect provider.
struct OidcProviderProps {
  using Makes = OidcProvider;
  Id id;
  /// The issuer: `https://` and a host, perhaps with a path, 255 characters at most.
  CheckedText<detail::OidcUrlRule, struct required_url> url;
  /// The audiences that tokens are for, 100 at most.
  List<std::string> client_ids = {"sts.amazonaws.com"};
  /// SHA-1 digests of the certificates that the provider's are signed by, as 40 hexadecimal digits,
  /// 5 at most; AWS finds out where they are left out.
  List<std::string> thumbprints = {};
};

/// An identity provider whose tokens are changed for roles, such as GitHub's:
/// AWS::IAM::OIDCProvider. An account has one of each URL at most.
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_create_oidc.html
class OidcProvider final : public Construct {
 public:
  OidcProvider(Attach at, const OidcProviderProps& props);
  OidcProvider(Attach at, const struct ImportedOidcProviderProps& props);

  /// A provider that is made elsewhere, by its ARN, which must be a literal for conditions.
  static OidcProvider& from_arn(Construct& scope, const Id& id,
                                const Value<cfn::iam::OIDCProviderArn>& arn);
  /// The provider of GitHub Actions, for `sts.amazonaws.com`.
  /// https://docs.github.com/en/actions/how-tos/secure-your-work/security-harden-deployments/oidc-in-aws
  static OidcProvider& github_actions(Construct& scope, const Id& id);
  /// The subject of the workflows that GitHub runs for a repository, e.g. `acme/shop`, and
  /// `ref:refs/heads/main`, `environment:production` or `pull_request`.
  static Value<std::string> github_subject(const Value<std::string>& repository,
                                           const Value<std::string>& filter);

  /// Whoever has a token of the provider's; a role should trust it under `conditions` alone.
  [[nodiscard]] PolicyPrincipal principal() const;
  /// Conditions of trust: that a token is about one of these subjects, in which `*` and `?` stand
  /// for others, and for one of the audiences, which are the provider's own where they are left
  /// out. An error where there are no subjects.
  [[nodiscard]] Map<Json> conditions(const List<std::string>& subjects,
                                     const List<std::string>& audiences = {}) const;

  /// The ARN.
  [[nodiscard]] const Value<cfn::iam::OIDCProviderArn>& arn() const { return arn_; }
  /// The issuer without `https://`, which begins the keys of conditions.
  [[nodiscard]] std::string_view issuer() const { return issuer_; }
  /// The provider's own resource; an error where the provider is made elsewhere.
  [[nodiscard]] cfn::iam::OIDCProvider& resource();

 private:
  cfn::iam::OIDCProvider* resource_ = nullptr;  // null where the provider is made elsewhere
  Value<cfn::iam::OIDCProviderArn> arn_;
  Text issuer_;
  List<std::string> client_ids_;
};

}  // namespace omnitrack
