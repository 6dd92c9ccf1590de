#include "security_groups.hpp"

#include <omnitrack/ec2/vpc.hpp>

namespace omnitrack {

Items<Link<SecurityGroup>> groups_or_own(Construct& at, const Items<Link<SecurityGroup>>& given,
                                         const SecurityGroupProps& own) {
  if (!given.empty()) return given;
  return {Link<SecurityGroup>(at.add(own))};
}

}  // namespace omnitrack
