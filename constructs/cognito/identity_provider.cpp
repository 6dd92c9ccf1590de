#include "omnitrack/cognito/identity_provider.hpp"

#include <algorithm>

#include "made_props.hpp"
#include <omnitrack/cfn/cognito.hpp>

namespace omnitrack {

namespace {

// Cognito takes no other name for those that there are once.
Text name_of(const Id& id, const UserPoolIdentityProviderProps& props) {
  const std::string_view type = props.source.type();
  if (type != "OIDC" && type != "SAML") return type;
  return props.provider_name.empty() ? id.text() : props.provider_name;
}

bool names(const Node& list, std::string_view name) {
  if (list.kind == NodeKind::string) return list.string() == name;
  return list.kind == NodeKind::list &&
         std::any_of(list.items, list.items + list.size, [&](const Node& item) {
           return item.kind == NodeKind::string && item.string() == name;
         });
}

void have_wait(UserPoolClient& client, const UserPoolIdentityProvider& provider) {
  const Node& list = client.resource().props.supported_identity_providers.node();
  if (names(list, provider.known_name())) client.depends_on(provider);
}

}  // namespace

IdentitySource IdentitySource::apple(const AppleIdentity& apple) {
  return {"SignInWithApple",
          {{"client_id", apple.services_id},
           {"team_id", apple.team_id},
           {"key_id", apple.key_id},
           {"private_key", apple.private_key},
           {"authorize_scopes", apple.scopes}}};
}

IdentitySource IdentitySource::oidc(const OidcIdentity& oidc) {
  return {"OIDC",
          {{"client_id", oidc.client_id},
           {"client_secret", oidc.client_secret},
           {"oidc_issuer", oidc.issuer},
           {"attributes_request_method", oidc.asks_by_post ? "POST" : "GET"},
           {"authorize_scopes", oidc.scopes}}};
}

UserPoolIdentityProvider::UserPoolIdentityProvider(Attach at,
                                                   const MadeUserPoolIdentityProviderProps& made)
    : Construct(std::move(at)),
      name_(name_of(made.id, made.given)),
      resource_(add(cfn::cognito::UserPoolIdentityProviderProps{
          .id = primary(),
          .provider_details = made.given.source.details(),
          .provider_name = name_,
          .provider_type = made.given.source.type(),
          .user_pool_id = made.pool.id(),
          .attribute_mapping = made.given.attribute_mapping,
          .idp_identifiers = made.given.identifiers,
      })) {}

Value<std::string> UserPoolIdentityProvider::name() const { return resource_.untyped_ref(); }

UserPoolClient& UserPool::add_client(const UserPoolClientProps& props) {
  auto& made = add(MadeUserPoolClientProps{.id = props.id, .pool = *this, .given = props});
  clients_.push_back(&made);
  for (const UserPoolIdentityProvider* each : identity_providers_) have_wait(made, *each);
  return made;
}

UserPoolIdentityProvider& UserPool::add_identity_provider(
    const UserPoolIdentityProviderProps& props) {
  auto& made =
      add(MadeUserPoolIdentityProviderProps{.id = props.id, .pool = *this, .given = props});
  identity_providers_.push_back(&made);
  for (UserPoolClient* each : clients_) have_wait(*each, made);
  return made;
}

}  // namespace omnitrack
