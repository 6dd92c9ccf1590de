#include "task_network.hpp"

#include <string>

#include <omnitrack/cfn/ec2.hpp>
#include <omnitrack/codes.hpp>
#include <omnitrack/ec2/vpc.hpp>

namespace omnitrack::ecs {

void complete_network(TaskNetwork& network, Construct& at, const Id& group, std::string_view what) {
  const std::string user(what);
  const Vpc* vpc = network.vpc;
  if (vpc != nullptr && !network.subnets.is_set()) network.subnets = vpc->inner_subnets();
  if (!network.subnets.is_set()) {
    at.error(codes::OT3420,
             vpc == nullptr ? "the " + user + " is in no VPC"
                            : "the VPC has no private or isolated subnets for the " + user,
             "set `vpc` of the " + user + " or its cluster, or `subnets` with `assign_public_ip`");
  }
  if (!network.security_groups.empty()) return;
  if (vpc == nullptr) {
    // Without subnets the missing VPC was told already.
    if (!network.subnets.is_set()) return;
    at.error(codes::OT3420, "the " + user + " has no security group, and no VPC to make one in",
             "set `vpc` of the " + user + " or its cluster, or `security_groups`");
    return;
  }
  network.security_groups = {
      Link<SecurityGroup>(at.add(SecurityGroupProps{.id = group, .vpc = *vpc}))};
}

}  // namespace omnitrack::ecs
