#include <algorithm>

#include "diff/refusals/refusal_check.hpp"
#include "diff/refusals/subnet_group_types.hpp"
#include "meaning/known.hpp"
#include "omnitrack/codes.hpp"

namespace omnitrack::diff {

namespace {

using tmpl::Index;
using tmpl::Node;
using tmpl::ResourceEntry;
using Names = std::set<std::string>;

/// The property with the subnets of what lives in one VPC for good; empty of other types.
// https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_SetSubnets.html
// https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html
std::string_view subnets_way(std::string_view type) {
  if (type == "AWS::EKS::Cluster") return "ResourcesVpcConfig/SubnetIds";
  if (type == "AWS::ElasticLoadBalancingV2::LoadBalancer") return "Subnets";
  return is_subnet_group(type) ? subnets_of_group : std::string_view();
}

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
      const std::string_view way = subnets_way(change.type_name);
      if (way.empty()) continue;
      const RefusalCheck check{diff, change, stack, refusals};
      if (!moves(diff, meaning::only_value(*diff.before, *change.before, way),
                 meaning::only_value(*diff.after, *change.after, way))) {
        continue;
      }
      check.report(codes::OT5126,
                   {.path = meaning::property_path(way),
                    .what = "it stays in its VPC, and its subnets lie in another one from now on",
                    .hint = "make it anew as well, under another logical id or by another name"});
    }
  }
}

}  // namespace omnitrack::diff
