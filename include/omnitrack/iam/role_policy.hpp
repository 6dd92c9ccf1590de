#pragma once

#include <omnitrack/checked_text.hpp>
#include <omnitrack/iam/iam_names.hpp>
#include <omnitrack/iam/policy.hpp>

namespace omnitrack::cfn::iam {
class RolePolicy;  // defined in <omnitrack/cfn/iam.hpp>
}

namespace omnitrack {

class Role;
class RolePolicy;

/// Properties of a policy inside of a role.
struct RolePolicyProps {
  using Makes = RolePolicy;
  Id id;
  /// What it allows and denies; more can be added until the app is synthesized.
  Required<PolicyDocument, struct required_document> document;
  /// The name, unique in the role: 1 to 128 letters, digits and `_+=,.@-`.
  CheckedText<detail::IamNameRule<128>, struct required_policy_name> policy_name;
  /// The role.
  Required<Link<const Role>, struct required_role> role;
};

/// A policy inside of a role that is a resource of its own, under a name of one's choice:
/// AWS::IAM::RolePolicy.
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_managed-vs-inline.html
class RolePolicy final : public Construct {
 public:
  RolePolicy(Attach at, const RolePolicyProps& props);

  /// Adds a statement.
  void add_statement(const PolicyStatement& statement);
  /// The policy's own resource.
  [[nodiscard]] cfn::iam::RolePolicy& resource() { return resource_; }

 private:
  PolicyDocument document_;
  cfn::iam::RolePolicy& resource_;
};

}  // namespace omnitrack
