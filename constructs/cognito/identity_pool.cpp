#include "omnitrack/cognito/identity_pool.hpp"

#include <string>

#include "../imported.hpp"
#include <omnitrack/cfn/cognito.hpp>
#include <omnitrack/codes.hpp>
#include <omnitrack/cognito/user_pool.hpp>
#include <omnitrack/fn.hpp>
#include <omnitrack/iam/role.hpp>

namespace omnitrack {

/// What an identity pool that is made elsewhere is made of.
struct ImportedIdentityPoolProps {
  using Makes = IdentityPool;
  Id id;
  Value<cfn::cognito::IdentityPoolId> identity_pool_id;
};

namespace {

List<cfn::cognito::identity_pool::CognitoIdentityProvider> providers_of(
    const Items<IdentityPoolUsers>& users) {
  List<cfn::cognito::identity_pool::CognitoIdentityProvider> list;
  for (const IdentityPoolUsers& each : users) {
    list.add(cfn::cognito::identity_pool::CognitoIdentityProvider{
        .client_id = each.client->id(),
        .provider_name = each.user_pool->provider_name(),
        .server_side_token_check = static_cast<bool>(each.check_token),
    });
  }
  return list;
}

Value<Json> logins_of(const Map<std::string>& logins) {
  return logins.is_set() ? Value<Json>(Json(logins)) : Value<Json>();
}

}  // namespace

IdentityPool::IdentityPool(Attach at, const IdentityPoolProps& props) : Construct(std::move(at)) {
  resource_ = &add(cfn::cognito::IdentityPoolProps{
      .id = primary(),
      .allow_unauthenticated_identities = static_cast<bool>(props.allow_unauthenticated),
      .allow_classic_flow = static_cast<bool>(props.allow_classic_flow),
      .cognito_identity_providers = providers_of(props.users),
      .developer_provider_name = props.developer_provider_name,
      .identity_pool_name = props.name,
      .open_id_connect_provider_arns = props.open_id_provider_arns,
      .saml_provider_arns = props.saml_provider_arns,
      .supported_login_providers = logins_of(props.supported_login_providers),
  });
  id_ = resource_->ref();
  authenticated_ = props.authenticated_role.is_set()
                       ? props.authenticated_role.get()
                       : &make_role("AuthenticatedRole", "authenticated");
  unauthenticated_ = props.unauthenticated_role.get();
  if (props.allow_unauthenticated && unauthenticated_ == nullptr) {
    unauthenticated_ = &make_role("UnauthenticatedRole", "unauthenticated");
  }
  if (!props.allow_unauthenticated && props.unauthenticated_role.is_set()) {
    error(codes::OT2107, "there is a role for whoever is not signed in, but they are not allowed",
          "set `allow_unauthenticated`, or leave the role out");
  }
}

IdentityPool::IdentityPool(Attach at, const ImportedIdentityPoolProps& props)
    : Construct(std::move(at)), id_(props.identity_pool_id) {}

IdentityPool& IdentityPool::from_id(Construct& scope, const Id& id,
                                    const Value<cfn::cognito::IdentityPoolId>& identity_pool_id) {
  return scope.add(ImportedIdentityPoolProps{.id = id, .identity_pool_id = identity_pool_id});
}

// Without the second condition, whoever is not signed in has the role too.
// https://docs.aws.amazon.com/cognito/latest/developerguide/role-trust-and-permissions.html
Role& IdentityPool::make_role(std::string_view id, std::string_view who) {
  return add(RoleProps{
      .id = child(id),
      .assumed_by = PolicyPrincipal::federated("cognito-identity.amazonaws.com"),
      .assume_conditions = {{"StringEquals",
                             Json::object({{"cognito-identity.amazonaws.com:aud", id_}})},
                            {"ForAnyValue:StringLike",
                             Json::object({{"cognito-identity.amazonaws.com:amr", who}})}},
  });
}

void IdentityPool::finish() {
  if (resource_ == nullptr || authenticated_ == nullptr) return;
  cfn::cognito::IdentityPoolRoleAttachment& made =
      add(cfn::cognito::IdentityPoolRoleAttachmentProps{
          .id = child("Roles"),
          .identity_pool_id = id_,
          .roles = {{"authenticated", authenticated_->arn()}},
      });
  if (unauthenticated_ != nullptr) {
    made.props.roles.set("unauthenticated", unauthenticated_->arn());
  }
  made.props.role_mappings =
      Map<cfn::cognito::identity_pool_role_attachment::RoleMapping>::from_node(mappings_.node());
}

void IdentityPool::use_roles_of_tokens(const IdentityPoolUsers& users, Bool deny) {
  if (resource_ == nullptr) {
    refuse_of_imported(*this, "use_roles_of_tokens()");
    return;
  }
  const std::string_view key = users.client->Construct::id();
  mappings_.set(
      key,
      Json::object({
          {"AmbiguousRoleResolution", deny ? "Deny" : "AuthenticatedRole"},
          {"IdentityProvider", concat(users.user_pool->provider_name(), ":", users.client->id())},
          {"Type", "Token"},
      }));
}

void IdentityPool::add_to_policy(const PolicyStatement& statement) {
  if (authenticated_ == nullptr) {
    refuse_of_imported(*this, "a grant to whoever is signed in");
    return;
  }
  authenticated_->add_to_policy(statement);
}

Value<std::string> IdentityPool::grantee_arn() const {
  return authenticated_ != nullptr ? Value<std::string>(authenticated_->arn())
                                   : Value<std::string>();
}

Role& IdentityPool::authenticated_role() {
  if (authenticated_ == nullptr) {
    refuse_of_imported(*this, "authenticated_role()");
    authenticated_ = &make_role("AuthenticatedRole", "authenticated");
  }
  return *authenticated_;
}

Role& IdentityPool::unauthenticated_role() {
  if (unauthenticated_ == nullptr) {
    error(codes::OT2107, "nobody has a role without being signed in",
          "set `allow_unauthenticated`");
    unauthenticated_ = &make_role("UnauthenticatedRole", "unauthenticated");
  }
  return *unauthenticated_;
}

Value<std::string> IdentityPool::arn() const {
  return stack().arn("cognito-identity", concat("identitypool/", id_));
}

cfn::cognito::IdentityPool& IdentityPool::resource() {
  if (resource_ == nullptr) {
    refuse_of_imported(*this, "resource()");
    resource_ = &add(cfn::cognito::IdentityPoolProps{.id = primary(),
                                                     .allow_unauthenticated_identities = false});
  }
  return *resource_;
}

}  // namespace omnitrack
