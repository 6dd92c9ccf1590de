#include "omnitrack/iam/instance_profile.hpp"

#include "grants_policy.hpp"

namespace omnitrack {

InstanceProfile::InstanceProfile(Attach at, const InstanceProfileProps& props)
    : Construct(std::move(at)),
      role_(props.role.is_set()
                ? props.role.get()
                : &add(RoleProps{.id = child("Role"),
                                 .assumed_by = PolicyPrincipal::service("ec2.amazonaws.com")})),
      resource_(&add(cfn::iam::InstanceProfileProps{
          .id = primary(),
          .roles = {role_->name()},
          .instance_profile_name = props.instance_profile_name.value(),
          .path = props.path,
      })) {
  if (props.instance_profile_name.is_broken()) {
    iam::refuse_name(*this, props.instance_profile_name.text(), "an instance profile", 128);
  }
}

void InstanceProfile::add_to_policy(const PolicyStatement& statement) {
  role_->add_to_policy(statement);
}

Value<std::string> InstanceProfile::grantee_arn() const { return role_->grantee_arn(); }

Value<cfn::iam::InstanceProfileArn> InstanceProfile::arn() const { return resource_->attr_arn(); }

Value<cfn::iam::InstanceProfileName> InstanceProfile::name() const { return resource_->ref(); }

}  // namespace omnitrack
