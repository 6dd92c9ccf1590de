#include "made_props.hpp"
#include <omnitrack/cfn/eks.hpp>
#include <omnitrack/iam/role.hpp>

namespace omnitrack {

namespace {

using cfn::eks::nodegroup::Taint;

List<Taint> taints_of(const Items<EksTaint>& taints) {
  static constexpr std::string_view names[] = {"NO_SCHEDULE", "PREFER_NO_SCHEDULE", "NO_EXECUTE"};
  List<Taint> list;
  for (const EksTaint& each : taints) {
    list.add(Taint{.effect = as<Taint::Effect>(names[static_cast<std::size_t>(each.effect)]),
                   .key = each.key,
                   .value = each.value});
  }
  return list;
}

}  // namespace

// https://docs.aws.amazon.com/eks/latest/userguide/create-node-role.html
EksNodeGroup::EksNodeGroup(Attach at, const MadeEksNodeGroupProps& made)
    : Construct(std::move(at)),
      role_(add(RoleProps{
          .id = child("Role"),
          .assumed_by = PolicyPrincipal::service("ec2.amazonaws.com"),
          .managed_policies = {aws_managed_policy("AmazonEKSWorkerNodePolicy"),
                               aws_managed_policy("AmazonEC2ContainerRegistryPullOnly"),
                               aws_managed_policy("AmazonEKS_CNI_Policy")},
      })),
      resource_(add(cfn::eks::NodegroupProps{
          .id = primary(),
          .cluster_name = made.cluster.name(),
          .node_role = role_.arn(),
          .subnets = made.given.subnets.is_set() ? made.given.subnets : made.subnets,
          .ami_type = as<cfn::eks::NodegroupProps::AmiType>(made.given.ami_type),
          .disk_size = made.given.disk_size,
          .instance_types = made.given.instance_types,
          .labels = made.given.labels,
          .nodegroup_name = made.given.name,
          .scaling_config =
              cfn::eks::nodegroup::ScalingConfig{
                  .desired_size = made.given.desired_size.is_set() ? made.given.desired_size
                                                                   : made.given.min_size,
                  .max_size = made.given.max_size,
                  .min_size = made.given.min_size,
              },
          .taints = taints_of(made.given.taints),
      })) {
  if (made.given.repair) {
    resource_.props.node_repair_config = cfn::eks::nodegroup::NodeRepairConfig{.enabled = true};
  }
  if (made.given.spot) {
    resource_.props.capacity_type = as<cfn::eks::NodegroupProps::CapacityType>("SPOT");
  }
}

Value<std::string> EksNodeGroup::name() const { return resource_.attr_nodegroup_name(); }

}  // namespace omnitrack
