#pragma once

#include <omnitrack/cfn/iam.hpp>
#include <omnitrack/iam/policy.hpp>

namespace omnitrack {

/// The ARN of a managed policy that AWS keeps, by its name with the path, e.g.
/// `service-role/AWSLambdaBasicExecutionRole`.
/// https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html
Value<cfn::iam::ManagedPolicyArn> aws_managed_policy(std::string_view name);

class Policy;

namespace detail {
// The compiler's message shows the name.
inline void a_managed_policy_is_given_by_its_arn_or_by_aws_managed_policy_and_its_name() {}
}  // namespace detail

/// A managed policy that a role takes: a `Policy` of the app, or another's by its ARN, e.g.
/// `aws_managed_policy("ReadOnlyAccess")`. None by default.
class ManagedPolicy {
 public:
  /// None.
  constexpr ManagedPolicy() = default;
  /// A policy of the app.
  ManagedPolicy(const Policy& policy);
  /// A policy that is made elsewhere.
  ManagedPolicy(const Value<cfn::iam::ManagedPolicyArn>& arn) : arn_(arn) {}
  /// A policy that is made elsewhere, by its ARN as a literal.
  template <std::size_t n>
  consteval ManagedPolicy(const char (&arn)[n])
      : arn_(Value<cfn::iam::ManagedPolicyArn>::from_node(detail::adopt_string({arn, n - 1}))) {
    if (!std::string_view(arn, n - 1).starts_with("arn:")) {
      detail::a_managed_policy_is_given_by_its_arn_or_by_aws_managed_policy_and_its_name();
    }
  }
  /// A policy that is made elsewhere, by its ARN as text.
  template <detail::TextLike S>
    requires(!std::is_array_v<S>)
  ManagedPolicy(const S& arn) : arn_(arn) {}

  /// Its ARN; not set where there is none.
  [[nodiscard]] const Value<cfn::iam::ManagedPolicyArn>& arn() const { return arn_; }

 private:
  Value<cfn::iam::ManagedPolicyArn> arn_;
};

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
  /// Managed policies, 20 at most, e.g. `aws_managed_policy("ReadOnlyAccess")` or a `Policy`.
  Items<ManagedPolicy> managed_policies = {};
  /// How long a session may last, in seconds, 3,600 to 43,200; an hour where it is left out.
  Value<std::int64_t> max_session_duration = {};
  /// The path in IAM, beginning and ending with a slash.
  Value<std::string> path = {};
  /// The most that the role's policies can allow.
  ManagedPolicy permissions_boundary = {};
  /// The role's name, 64 characters at most; made up by CloudFormation where it is left out.
  Value<std::string> role_name = {};
  /// The version of IAM's language that `assumed_by` is written in. `{}` names none, to keep a role
  /// that is there; IAM then takes 2008-10-17, in which variables such as `${aws:username}` are
  /// plain text.
  Value<std::string> trust_version = "2012-10-17";
};

/// What is known of a role that is made elsewhere, beside its ARN.
struct ImportedRole {
  /// Whether grants add a policy to the role; false leaves its permissions to its owner.
  Bool accept_grants = true;
  /// The name, for grants; read from the ARN where that is a literal.
  Value<cfn::iam::RoleName> role_name = {};
};

/// A role whose permissions grow by grants: AWS::IAM::Role and, with the first grant, one
/// AWS::IAM::Policy.
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles.html
class Role final : public Construct, public Grantee {
 public:
  Role(Attach at, const RoleProps& props);
  Role(Attach at, const struct ImportedRoleProps& props);
  Role(Attach at, const struct RoleOfOtherStackProps& props);

  /// A role that is made elsewhere. With the first grant it makes one AWS::IAM::Policy; who may
  /// assume it, and its managed policies, are its owner's.
  static Role& from_arn(Construct& scope, const Id& id, const Value<cfn::iam::RoleArn>& arn,
                        const ImportedRole& known = {});

  /// The role as what it is given to uses it, by an id below that: the role itself, or where that
  /// is in another stack, one whose grants lie in that stack, since it refers to the role's.
  [[nodiscard]] Role& used_by(Construct& user, const Id& id);

  void add_to_policy(const PolicyStatement& statement) override;
  [[nodiscard]] Value<std::string> grantee_arn() const override { return arn(); }
  [[nodiscard]] bool takes_policies() const override;

  /// Adds a statement to a policy inside of the role's own resource: in place as soon as the role
  /// is, and so nothing that it names may need the role.
  void add_inline_statement(const PolicyStatement& statement);
  /// Whether managed policies can be attached, as to a role that the app makes.
  [[nodiscard]] bool takes_managed_policies() const {
    return original_ == nullptr ? !is_imported() : original_->takes_managed_policies();
  }
  /// Attaches a managed policy, unless it is attached already.
  void add_managed_policy(const ManagedPolicy& policy);
  /// Lets more principals assume the role.
  void add_to_trust(const PolicyPrincipals& principals, const Map<Json>& conditions = {});

  /// Allows the grantee to hand this role to a service; to `service` alone where one is given, e.g.
  /// `ecs-tasks.amazonaws.com`.
  void grant_pass_role(Grantee& grantee, std::string_view service = {});
  /// Allows the grantee to assume this role, and has this role trust it where the app makes it.
  void grant_assume(Grantee& grantee);

  /// The ARN.
  [[nodiscard]] const Value<cfn::iam::RoleArn>& arn() const { return arn_; }
  /// The name; not set of an imported role whose name is not known.
  [[nodiscard]] const Value<cfn::iam::RoleName>& name() const { return name_; }
  /// The stable unique id, e.g. for `aws:userid`.
  [[nodiscard]] Value<std::string> unique_id() const;
  /// The role's own resource; an error where the role is made elsewhere.
  [[nodiscard]] cfn::iam::Role& resource();

 private:
  [[nodiscard]] bool is_imported() const { return resource_ == nullptr; }
  void write_grants(std::string_view id, std::string_view policy_name);
  void write_imported_grants();

  PolicyDocument trust_;
  Value<std::string> trust_version_ = "2012-10-17";
  PolicyDocument grants_;
  PolicyDocument inline_statements_;
  List<cfn::iam::role::Policy> inline_policies_;
  cfn::iam::Role* resource_ = nullptr;  // null where the role is made elsewhere
  Value<cfn::iam::RoleArn> arn_;
  Value<cfn::iam::RoleName> name_;
  bool accepts_grants_ = true;
  cfn::iam::Policy* grants_policy_ = nullptr;
  Role* original_ = nullptr;  // where this is a role of another stack
};

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
