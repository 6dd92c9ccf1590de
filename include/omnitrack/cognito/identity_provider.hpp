#pragma once

#include <omnitrack/construct.hpp>

namespace omnitrack::cfn::cognito {
class UserPoolIdentityProvider;  // defined in <omnitrack/cfn/cognito.hpp>
}

namespace omnitrack {

/// An OpenID Connect provider as it knows the pool.
struct OidcIdentity {
  /// The id of the pool there.
  Required<Value<std::string>, struct required_client_id> client_id;
  /// The secret of the pool there, best as `secret.value()`.
  Required<Value<std::string>, struct required_client_secret> client_secret;
  /// Its URL, of which its endpoints are found.
  Required<Value<std::string>, struct required_issuer> issuer;
  /// Whether attributes are asked for by POST, and not by GET.
  Bool asks_by_post = false;
  /// What is asked for, with spaces between.
  Value<std::string> scopes = "openid";
};

/// What Apple asks of a pool.
struct AppleIdentity {
  /// The Services ID.
  Required<Value<std::string>, struct required_services_id> services_id;
  /// The team's ID.
  Required<Value<std::string>, struct required_team_id> team_id;
  /// The key's ID.
  Required<Value<std::string>, struct required_key_id> key_id;
  /// The private key, best as `secret.value()`.
  Required<Value<std::string>, struct required_private_key> private_key;
  /// What is asked for, with spaces between.
  Value<std::string> scopes = "name email";
};

/// Who else signs users of a pool in.
/// https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-identity-federation.html
class IdentitySource {
 public:
  /// Google, by the id and secret of the pool there.
  static IdentitySource google(const Value<std::string>& client_id,
                               const Value<std::string>& client_secret,
                               const Value<std::string>& scopes = "openid email profile") {
    return {"Google", client(client_id, client_secret, scopes)};
  }
  /// Facebook, by the id and secret of the pool there.
  static IdentitySource facebook(const Value<std::string>& client_id,
                                 const Value<std::string>& client_secret,
                                 const Value<std::string>& scopes = "public_profile,email") {
    return {"Facebook", client(client_id, client_secret, scopes)};
  }
  /// Login with Amazon, by the id and secret of the pool there.
  static IdentitySource amazon(const Value<std::string>& client_id,
                               const Value<std::string>& client_secret,
                               const Value<std::string>& scopes = "profile") {
    return {"LoginWithAmazon", client(client_id, client_secret, scopes)};
  }
  /// Sign in with Apple.
  static IdentitySource apple(const AppleIdentity& apple);
  /// A provider of OpenID Connect.
  static IdentitySource oidc(const OidcIdentity& oidc);
  /// A provider of SAML, by the URL of its metadata.
  static IdentitySource saml(const Value<std::string>& metadata_url) {
    return {"SAML", {{"MetadataURL", metadata_url}}};
  }
  /// A provider of SAML, by its metadata in XML.
  static IdentitySource saml_metadata(const Value<std::string>& xml) {
    return {"SAML", {{"MetadataFile", xml}}};
  }

  /// What Cognito calls its kind; also the name of one that there is once.
  [[nodiscard]] std::string_view type() const { return type_; }
  /// What Cognito needs to know of it.
  [[nodiscard]] const Map<std::string>& details() const { return details_; }

 private:
  IdentitySource(std::string_view type, const Map<std::string>& details)
      : type_(type), details_(details) {}
  static Map<std::string> client(const Value<std::string>& id, const Value<std::string>& secret,
                                 const Value<std::string>& scopes) {
    return {{"client_id", id}, {"client_secret", secret}, {"authorize_scopes", scopes}};
  }
  std::string_view type_;
  Map<std::string> details_;
};

/// Properties of an identity provider, for `UserPool::add_identity_provider`.
struct UserPoolIdentityProviderProps {
  Id id;
  /// Who it is.
  Required<IdentitySource,
           struct required_source_by_IdentitySource_google_facebook_amazon_apple_oidc_or_saml>
      source;
  /// What attributes of the pool are filled by, e.g. `{{"email", "email"}}`.
  Map<std::string> attribute_mapping = {};
  /// Further names by which the sign-in pages find it.
  List<std::string> identifiers = {};
  /// The name; `Google`, `Facebook`, `LoginWithAmazon` and `SignInWithApple` have it by themselves,
  /// another one the id where it is left out.
  Text provider_name = {};
};

/// Somebody else who signs users of a pool in: AWS::Cognito::UserPoolIdentityProvider; made by
/// `UserPool::add_identity_provider`.
/// https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-identity-provider.html
class UserPoolIdentityProvider final : public Construct {
 public:
  UserPoolIdentityProvider(Attach at, const struct MadeUserPoolIdentityProviderProps& made);

  /// The name, for `identity_providers` of clients; whoever names it waits for it.
  [[nodiscard]] Value<std::string> name() const;
  /// The name as a text, by which clients wait for it too.
  [[nodiscard]] std::string_view known_name() const { return name_; }
  /// The provider's own resource.
  [[nodiscard]] cfn::cognito::UserPoolIdentityProvider& resource() { return resource_; }

 private:
  Text name_;
  cfn::cognito::UserPoolIdentityProvider& resource_;
};

}  // namespace omnitrack
