#include <algorithm>
#include <array>

#include "diff/refusals/refusal_check.hpp"
#include "meaning/known.hpp"
#include "omnitrack/codes.hpp"

namespace omnitrack::diff {

namespace {

using tmpl::Index;
using tmpl::Node;
using tmpl::ResourceEntry;
using Names = std::set<std::string>;

/// A property with the subnets of what lives in one VPC for good.
struct SubnetUse {
  std::string_view type_name;
  std::string_view way;
};

// https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_ModifyDBSubnetGroup.html
// https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_ModifyCacheSubnetGroup.html
// https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_SetSubnets.html
// https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html
constexpr std::array<SubnetUse, 9> subnet_uses{{
    {"AWS::DAX::SubnetGroup", "SubnetIds"},
    {"AWS::DocDB::DBSubnetGroup", "SubnetIds"},
    {"AWS::EKS::Cluster", "ResourcesVpcConfig/SubnetIds"},
    {"AWS::ElastiCache::SubnetGroup", "SubnetIds"},
    {"AWS::ElasticLoadBalancingV2::LoadBalancer", "Subnets"},
    {"AWS::MemoryDB::SubnetGroup", "SubnetIds"},
    {"AWS::Neptune::DBSubnetGroup", "SubnetIds"},
    {"AWS::RDS::DBSubnetGroup", "SubnetIds"},
    {"AWS::Redshift::ClusterSubnetGroup", "SubnetIds"},
}};

/// The VPCs of the subnets that a value names, each as its subnets write it.
Names vpcs_of(const Index& index, const Node* subnets) {
  Names vpcs;
  for (const std::string_view name : named_in(subnets)) {
    const ResourceEntry* subnet = index.find_resource(name);
    if (subnet == nullptr || subnet->type_name != "AWS::EC2::Subnet") continue;
    const Node* vpc = meaning::find_value(subnet->properties, "VpcId");
    if (vpc != nullptr) vpcs.insert(meaning::written_text(*vpc));
  }
  return vpcs;
}

/// Whether all subnets that a value names are surely made anew in a VPC that is made anew.
bool follows_new_vpc(const StackDiff& diff, const Node* subnets) {
  const std::set<std::string_view> names = named_in(subnets);
  return !names.empty() && std::ranges::all_of(names, [&diff](std::string_view name) {
    const ResourceChange* subnet = diff.find(name);
    return subnet != nullptr && subnet->type_name == "AWS::EC2::Subnet" &&
           subnet->action == Action::replace &&
           std::ranges::any_of(subnet->changes, [](const Change& each) {
             return each.path == "/Properties/VpcId" && each.effect == Effect::replaces;
           });
  });
}

bool moves(const StackDiff& diff, const Node* before, const Node* after) {
  if (follows_new_vpc(diff, after)) return true;
  const Names old_vpcs = vpcs_of(*diff.before, before);
  const Names new_vpcs = vpcs_of(*diff.after, after);
  return !old_vpcs.empty() && !new_vpcs.empty() &&
         std::ranges::none_of(
             new_vpcs, [&old_vpcs](const std::string& each) { return old_vpcs.contains(each); });
}

}  // namespace

void refuse_other_networks(std::span<const StackDiff> diffs, std::vector<Refusal>& refusals) {
  for (std::size_t stack = 0; stack < diffs.size(); ++stack) {
    const StackDiff& diff = diffs[stack];
    for (const ResourceChange& change : diff.resources) {
      if (change.action != Action::update || change.before == nullptr || change.after == nullptr) {
        continue;
      }
      const auto use = std::ranges::find(subnet_uses, change.type_name, &SubnetUse::type_name);
      if (use == subnet_uses.end()) continue;
      const RefusalCheck check{diff, change, stack, refusals};
      if (!moves(diff, meaning::only_value(*diff.before, *change.before, use->way),
                 meaning::only_value(*diff.after, *change.after, use->way))) {
        continue;
      }
      check.report(codes::OT5126,
                   {.path = meaning::property_path(use->way),
                    .what = "it stays in its VPC, and its subnets lie in another one from now on",
                    .hint = "make it anew as well, under another logical id or by another name"});
    }
  }
}

}  // namespace omnitrack::diff
