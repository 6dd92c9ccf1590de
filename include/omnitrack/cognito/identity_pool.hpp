#pragma once

#include <omnitrack/iam/policy.hpp>
#include <omnitrack/resource.hpp>

namespace omnitrack::cfn::cognito {
class IdentityPool;  // defined in <omnitrack/cfn/cognito.hpp>
enum class IdentityPoolId : char;
}  // namespace omnitrack::cfn::cognito
namespace omnitrack::cfn::iam {
enum class OIDCProviderArn : char;
}  // namespace omnitrack::cfn::iam

namespace omnitrack {

class Role;
class UserPool;
class UserPoolClient;

/// Users of a pool who sign in by one of its clients.
struct IdentityPoolUsers {
  /// The client.
  Required<Link<const UserPoolClient>, struct required_client> client;
  /// The pool.
  Required<Link<const UserPool>, struct required_user_pool> user_pool;
  /// Whether a user who signed out or was disabled is refused at once.
  Bool check_token = true;
};

class IdentityPool;

/// Properties of an identity pool.
struct IdentityPoolProps {
  using Makes = IdentityPool;
  Id id;
  /// Whether the older flow, in which an app names the role that it wants, is allowed.
  Bool allow_classic_flow = false;
  /// Whether whoever is not signed in gets a role too, by which the internet can act.
  Bool allow_unauthenticated = false;
  /// The role of whoever is signed in, which must trust the pool; one is made where it is left out.
  Link<Role> authenticated_role = {};
  /// The name under which a server of one's own signs users in.
  Value<std::string> developer_provider_name = {};
  /// The name, 128 characters at most; made up by CloudFormation where it is left out.
  Value<std::string> name = {};
  /// The ARNs of OpenID Connect providers of IAM.
  List<cfn::iam::OIDCProviderArn> open_id_provider_arns = {};
  /// The ARNs of SAML providers of IAM.
  List<std::string> saml_provider_arns = {};
  /// Apps of public providers, e.g. `{{"accounts.google.com", "…"}}`.
  Map<std::string> supported_login_providers = {};
  /// The role of whoever is not signed in; one is made where it is left out and they are allowed.
  Link<Role> unauthenticated_role = {};
  /// Users of pools.
  Items<IdentityPoolUsers> users = {};
};

/// Gives people who sign in roles of IAM: AWS::Cognito::IdentityPool,
/// AWS::Cognito::IdentityPoolRoleAttachment, and a `Role` for whoever is signed in. Grants go to
/// that role.
/// https://docs.aws.amazon.com/cognito/latest/developerguide/identity-pools.html
class IdentityPool final : public Construct, public Grantee {
 public:
  IdentityPool(Attach at, const IdentityPoolProps& props);
  IdentityPool(Attach at, const struct ImportedIdentityPoolProps& props);

  /// An identity pool that is made elsewhere, with its roles.
  static IdentityPool& from_id(Construct& scope, const Id& id,
                               const Value<cfn::cognito::IdentityPoolId>& identity_pool_id);

  void add_to_policy(const PolicyStatement& statement) override;
  [[nodiscard]] Value<std::string> grantee_arn() const override;

  /// Gives users of a group of a pool a role of their own, by the group's role in their token; what
  /// has no such role gets that of whoever is signed in, or is refused where `deny` says so.
  void use_roles_of_tokens(const IdentityPoolUsers& users, Bool deny = false);

  /// The role of whoever is signed in; an error where the pool is made elsewhere.
  [[nodiscard]] Role& authenticated_role();
  /// The role of whoever is not signed in; an error where there is none.
  [[nodiscard]] Role& unauthenticated_role();
  /// The id, e.g. `eu-central-1:…`.
  [[nodiscard]] const Value<cfn::cognito::IdentityPoolId>& identity_pool_id() const { return id_; }
  /// The ARN.
  [[nodiscard]] Value<std::string> arn() const;
  /// The pool's own resource; an error where the pool is made elsewhere.
  [[nodiscard]] cfn::cognito::IdentityPool& resource();

 private:
  void finish() override;
  Role& make_role(std::string_view id, std::string_view who);

  cfn::cognito::IdentityPool* resource_ = nullptr;  // null where the pool is made elsewhere
  Value<cfn::cognito::IdentityPoolId> id_;
  Role* authenticated_ = nullptr;
  Role* unauthenticated_ = nullptr;
  Map<Json> mappings_;
};

}  // namespace omnitrack
