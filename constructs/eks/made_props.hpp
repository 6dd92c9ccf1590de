#pragma once

#include <omnitrack/eks/eks_cluster.hpp>

namespace omnitrack {

/// What nodes of a cluster are made of.
struct MadeEksNodeGroupProps {
  using Makes = EksNodeGroup;
  Id id;
  const EksCluster& cluster;
  const EksNodeGroupProps& given;
  const List<cfn::ec2::SubnetId>& subnets;
};

}  // namespace omnitrack
