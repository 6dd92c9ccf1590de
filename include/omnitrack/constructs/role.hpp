#pragma once

#include <omnitrack/cfn/iam.hpp>
#include <omnitrack/constructs/policy.hpp>

namespace omnitrack {

/// The ARN of a managed policy that AWS keeps, by its name with the path, e.g.
/// `service-role/AWSLambdaBasicExecutionRole`.
/// https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html
Value<cfn::iam::ManagedPolicyArn> aws_managed_policy(std::string_view name);

class Role;

/// Properties of a role.
struct RoleProps {
  using Makes = Role;
  Id id;
  /// Who may assume the role, e.g. `PolicyPrincipal::service("lambda.amazonaws.com")`.
  Required<PolicyPrincipals, struct required_assumed_by> assumed_by;
  /// Under which conditions `assumed_by` may, e.g.
  /// `{{"StringEquals", Json::object({{"sts:ExternalId", "…"}})}}`.
  Map<Json> assume_conditions = {};
  /// What the role is for, 1,000 characters at most.
  Value<std::string> description = {};
  /// Policies inside of the role, by their names, e.g. `{{"Read", document.json()}}`; grants go
  /// into a policy of their own.
  Map<Json> inline_policies = {};
  /// Managed policies, 20 at most, e.g. `aws_managed_policy("ReadOnlyAccess")` or a `Policy`'s ARN.
  List<cfn::iam::ManagedPolicyArn> managed_policies = {};
  /// How long a session may last, in seconds, 3,600 to 43,200; an hour where it is left out.
  Value<std::int64_t> max_session_duration = {};
  /// The path in IAM, beginning and ending with a slash.
  Value<std::string> path = {};
  /// The most that the role's policies can allow.
  Value<cfn::iam::ManagedPolicyArn> permissions_boundary = {};
  /// The role's name, 64 characters at most; made up by CloudFormation where it is left out.
  Value<std::string> role_name = {};
};

/// A role whose permissions grow by grants: AWS::IAM::Role and, with the first grant, one
/// AWS::IAM::Policy.
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles.html
class Role final : public Construct, public Grantee {
 public:
  Role(Attach at, const RoleProps& props);

  void add_to_policy(const PolicyStatement& statement) override;
  [[nodiscard]] Value<std::string> grantee_arn() const override { return arn(); }

  /// Adds a statement to a policy inside of the role's own resource: in place as soon as the role
  /// is, and so nothing that it names may need the role.
  void add_inline_statement(const PolicyStatement& statement);
  /// Attaches a managed policy, unless it is attached already.
  void add_managed_policy(const Value<cfn::iam::ManagedPolicyArn>& arn);
  /// Lets more principals assume the role.
  void add_to_trust(const PolicyPrincipals& principals, const Map<Json>& conditions = {});

  /// Allows the grantee to hand this role to a service; to `service` alone where one is given, e.g.
  /// `ecs-tasks.amazonaws.com`.
  void grant_pass_role(Grantee& grantee, std::string_view service = {});
  /// Allows the grantee to assume this role, and has this role trust it.
  void grant_assume(Grantee& grantee);

  /// The ARN.
  [[nodiscard]] Value<cfn::iam::RoleArn> arn() const { return resource_.attr_arn(); }
  /// The name.
  [[nodiscard]] Value<cfn::iam::RoleName> name() const { return resource_.ref(); }
  /// The stable unique id, e.g. for `aws:userid`.
  [[nodiscard]] Value<std::string> unique_id() const { return resource_.attr_role_id(); }
  /// The role's own resource.
  [[nodiscard]] cfn::iam::Role& resource() { return resource_; }

 private:
  PolicyDocument trust_;
  PolicyDocument grants_;
  PolicyDocument inline_statements_;
  List<cfn::iam::role::Policy> inline_policies_;
  cfn::iam::Role& resource_;
  cfn::iam::Policy* default_policy_ = nullptr;
};

class ImportedRole;

/// Properties of a role that another stack or team made.
struct ImportedRoleProps {
  using Makes = ImportedRole;
  Id id;
  /// The ARN.
  Required<Value<cfn::iam::RoleArn>, struct required_arn> arn;
  /// Whether grants add a policy to the role; false leaves its permissions to its owner.
  bool accept_grants = true;
  /// The name, for grants; read from the ARN where that is a literal.
  Value<cfn::iam::RoleName> role_name = {};
};

/// A role made elsewhere; with the first grant it makes one AWS::IAM::Policy.
class ImportedRole final : public Construct, public Grantee {
 public:
  ImportedRole(Attach at, const ImportedRoleProps& props);

  void add_to_policy(const PolicyStatement& statement) override;
  [[nodiscard]] Value<std::string> grantee_arn() const override { return arn_; }

  /// The ARN.
  [[nodiscard]] Value<cfn::iam::RoleArn> arn() const { return arn_; }

 private:
  Value<cfn::iam::RoleArn> arn_;
  Value<cfn::iam::RoleName> role_name_;
  bool accept_grants_;
  cfn::iam::Policy* policy_ = nullptr;
  PolicyDocument grants_;
};

class Policy;

/// Properties of a managed policy.
struct PolicyProps {
  using Makes = Policy;
  Id id;
  /// What it allows and denies; more can be added until the app is synthesized.
  Required<PolicyDocument, struct required_document> document;
  /// What it is for, 1,000 characters at most.
  Value<std::string> description = {};
  /// The path in IAM, beginning and ending with a slash.
  Value<std::string> path = {};
  /// The policy's name; made up by CloudFormation where it is left out.
  Value<std::string> policy_name = {};
};

/// A policy that roles share, by attaching its ARN: AWS::IAM::ManagedPolicy.
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_managed-vs-inline.html
class Policy final : public Construct {
 public:
  Policy(Attach at, const PolicyProps& props);

  /// Adds a statement.
  void add_statement(const PolicyStatement& statement);

  /// The ARN, for the managed policies of roles and for permissions boundaries.
  [[nodiscard]] Value<cfn::iam::ManagedPolicyArn> arn() const { return resource_.ref(); }
  /// The policy's own resource.
  [[nodiscard]] cfn::iam::ManagedPolicy& resource() { return resource_; }

 private:
  PolicyDocument document_;
  cfn::iam::ManagedPolicy& resource_;
};

}  // namespace omnitrack
