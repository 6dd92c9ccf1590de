#pragma once

#include <omnitrack/iam/iam_names.hpp>
#include <omnitrack/iam/role.hpp>

namespace omnitrack {

class Group;
class Secret;
class User;

/// Properties of a user.
struct UserProps {
  using Makes = User;
  Id id;
  /// The groups that the user is a member of.
  Items<Link<Group>> groups = {};
  /// Managed policies, 10 at most.
  Items<ManagedPolicy> managed_policies = {};
  /// The secret that the password for the console is read from while deploying; the user cannot
  /// sign in to the console where it is left out. No password stands in the template.
  Link<const Secret> password = {};
  /// The key of the secret's JSON object that the password is under; the whole secret is the
  /// password where it is left out.
  Text password_key = {};
  /// Whether the user must choose another password at first.
  Bool password_reset_required = true;
  /// The path in IAM, beginning and ending with a slash.
  Value<std::string> path = {};
  /// The most that the user's policies can allow.
  ManagedPolicy permissions_boundary = {};
  /// The name, 1 to 64 letters, digits and `_+=,.@-`; made up by CloudFormation where it is left
  /// out.
  UserName user_name = {};
};

/// A user with long-lived credentials, for what can assume no role: AWS::IAM::User and, with the
/// first grant, one AWS::IAM::Policy; a user that is made elsewhere joins groups by
/// AWS::IAM::UserToGroupAddition.
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/id_users.html
class User final : public Construct, public Grantee {
 public:
  User(Attach at, const UserProps& props);
  User(Attach at, const struct ImportedUserProps& props);

  /// A user that is made elsewhere, by its ARN as a literal.
  static User& from_arn(Construct& scope, const Id& id, const Value<std::string>& arn);
  /// A user of this account that is made elsewhere, by its name without a path.
  static User& from_name(Construct& scope, const Id& id, const Value<cfn::iam::UserName>& name);

  void add_to_policy(const PolicyStatement& statement) override;
  [[nodiscard]] Value<std::string> grantee_arn() const override { return arn(); }
  [[nodiscard]] bool takes_policies() const override;

  /// Attaches a managed policy; an error where the user is made elsewhere.
  void add_managed_policy(const ManagedPolicy& policy);
  /// Makes the user a member of a group.
  void add_to_group(const Group& group);

  /// The ARN.
  [[nodiscard]] const Value<std::string>& arn() const { return arn_; }
  /// The name.
  [[nodiscard]] const Value<cfn::iam::UserName>& name() const { return name_; }
  /// The user as a principal of policies.
  [[nodiscard]] PolicyPrincipal principal() const { return PolicyPrincipal::aws(arn_); }
  /// The user's own resource; an error where the user is made elsewhere.
  [[nodiscard]] cfn::iam::User& resource();

 private:
  cfn::iam::User* resource_ = nullptr;  // null where the user is made elsewhere
  Value<std::string> arn_;
  Value<cfn::iam::UserName> name_;
  std::size_t groups_ = 0;
  PolicyDocument grants_;
  cfn::iam::Policy* grants_policy_ = nullptr;
};

}  // namespace omnitrack
