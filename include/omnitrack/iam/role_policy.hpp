#pragma once

#include <omnitrack/checked_text.hpp>
#include <omnitrack/iam/iam_names.hpp>
#include <omnitrack/iam/policy.hpp>

namespace omnitrack::cfn::iam {
class RolePolicy;
}

namespace omnitrack {

class Role;
class RolePolicy;

/// Properties of a policy inside of a role.
struct RolePolicyProps {
  using Makes = RolePolicy;
  Id id;
  /// What it allows and denies; more can be added until the app is synthesized, and must be where
  /// it is left out.
  PolicyDocument document = {};
  /// The name, unique in the role: 1 to 128 letters, digits and `_+=,.@-`.
  CheckedText<detail::IamNameRule<128>, struct required_policy_name> policy_name;
  /// The role.
  Required<Link<const Role>, struct required_role> role;
};

/// A policy inside of a role that is a resource of its own, under a name of one's choice:
/// AWS::IAM::RolePolicy. What is granted to it is granted to the role, by the stack that the policy
/// is in, and not by the role's.
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_managed-vs-inline.html
class RolePolicy final : public Construct, public Grantee {
 public:
  RolePolicy(Attach at, const RolePolicyProps& props);

  void add_to_policy(const PolicyStatement& statement) override { add_statement(statement); }
  [[nodiscard]] Value<std::string> grantee_arn() const override;
  /// Adds a statement.
  void add_statement(const PolicyStatement& statement);
  /// The policy's own resource.
  [[nodiscard]] cfn::iam::RolePolicy& resource() { return resource_; }

 private:
  const Role* role_;
  PolicyDocument document_;
  cfn::iam::RolePolicy& resource_;
};

}  // namespace omnitrack
