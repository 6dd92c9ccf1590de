#pragma once

#include <omnitrack/ec2/security_group.hpp>

namespace omnitrack {

/// `given`, or, where that is empty, a security group of the construct's own, of these properties.
Items<Link<SecurityGroup>> groups_or_own(Construct& at, const Items<Link<SecurityGroup>>& given,
                                         const SecurityGroupProps& own);

/// The ids of security groups.
template <class Group>
[[nodiscard]] List<cfn::ec2::SecurityGroupId> ids_of(const Items<Group>& groups) {
  List<cfn::ec2::SecurityGroupId> ids;
  for (const Group& group : groups) ids.add(group->id());
  return ids;
}

}  // namespace omnitrack
