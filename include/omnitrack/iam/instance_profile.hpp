#pragma once

#include <omnitrack/iam/iam_names.hpp>
#include <omnitrack/iam/role.hpp>

namespace omnitrack {

class InstanceProfile;

/// Properties of an instance profile.
struct InstanceProfileProps {
  using Makes = InstanceProfile;
  Id id;
  /// The name, 1 to 128 letters, digits and `_+=,.@-`; made up by CloudFormation where it is left
  /// out.
  InstanceProfileName instance_profile_name = {};
  /// The path in IAM, beginning and ending with a slash.
  Value<std::string> path = {};
  /// The role that instances act by; one that EC2 may assume is made where it is left out.
  Link<Role> role = {};
};

/// What hands a role to instances: AWS::IAM::InstanceProfile and, where it is given none, a `Role`
/// (AWS::IAM::Role).
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_switch-role-ec2_instance-profiles.html
class InstanceProfile final : public Construct, public Grantee {
 public:
  InstanceProfile(Attach at, const InstanceProfileProps& props);

  void add_to_policy(const PolicyStatement& statement) override;
  [[nodiscard]] Value<std::string> grantee_arn() const override;

  /// The ARN.
  [[nodiscard]] Value<cfn::iam::InstanceProfileArn> arn() const;
  /// The name.
  [[nodiscard]] Value<cfn::iam::InstanceProfileName> name() const;
  /// The role that instances act by.
  [[nodiscard]] Role& role() { return *role_; }
  /// The instance profile's own resource.
  [[nodiscard]] cfn::iam::InstanceProfile& resource() { return *resource_; }

 private:
  Role* role_;
  cfn::iam::InstanceProfile* resource_;
};

}  // namespace omnitrack
