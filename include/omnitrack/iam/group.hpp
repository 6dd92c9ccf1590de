#pragma once

#include <omnitrack/iam/iam_names.hpp>
#include <omnitrack/iam/role.hpp>

namespace omnitrack {

class Group;
class User;

/// Properties of a group.
struct GroupProps {
  using Makes = Group;
  Id id;
  /// The name, 1 to 128 letters, digits and `_+=,.@-`; made up by CloudFormation where it is left
  /// out.
  GroupName group_name = {};
  /// Managed policies of its users, 10 at most.
  Items<ManagedPolicy> managed_policies = {};
  /// The path in IAM, beginning and ending with a slash.
  Value<std::string> path = {};
};

/// Users who share permissions: AWS::IAM::Group and, with the first grant, one AWS::IAM::Policy.
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/id_groups.html
class Group final : public Construct, public Grantee {
 public:
  Group(Attach at, const GroupProps& props);
  Group(Attach at, const struct ImportedGroupProps& props);

  /// A group of this account that is made elsewhere, by its name; with the first grant it makes one
  /// AWS::IAM::Policy.
  static Group& from_name(Construct& scope, const Id& id, const Value<cfn::iam::GroupName>& name);

  void add_to_policy(const PolicyStatement& statement) override;
  /// The ARN of the group; no policy of a resource takes it as a principal.
  [[nodiscard]] Value<std::string> grantee_arn() const override { return arn(); }

  /// Attaches a managed policy; an error where the group is made elsewhere.
  void add_managed_policy(const ManagedPolicy& policy);
  /// Makes a user a member.
  void add_user(User& user);

  /// The ARN.
  [[nodiscard]] const Value<std::string>& arn() const { return arn_; }
  /// The name.
  [[nodiscard]] const Value<cfn::iam::GroupName>& name() const { return name_; }
  /// The group's own resource; an error where the group is made elsewhere.
  [[nodiscard]] cfn::iam::Group& resource();

 private:
  cfn::iam::Group* resource_ = nullptr;  // null where the group is made elsewhere
  Value<std::string> arn_;
  Value<cfn::iam::GroupName> name_;
  PolicyDocument grants_;
  cfn::iam::Policy* grants_policy_ = nullptr;
};

}  // namespace omnitrack
