#pragma once

#include <omnitrack/ec2/security_group.hpp>

namespace omnitrack::cfn::ec2 {
enum class SubnetId : char;
}

namespace omnitrack::ecs {

/// Where tasks on Fargate run, as their user says it.
struct TaskNetwork {
  const Vpc* vpc;
  List<cfn::ec2::SubnetId> subnets;
  Items<Link<SecurityGroup>> security_groups;
};

/// Adds what was left out: the VPC's inner subnets, and a security group of the id `group` below
/// `at`. Reports what it has no VPC for; `what` is e.g. `service`.
void complete_network(TaskNetwork& network, Construct& at, const Id& group, std::string_view what);

}  // namespace omnitrack::ecs
