#include "graph/network/interfaces.hpp"

#include <algorithm>

#include "diff/security/add_new.hpp"
#include "graph/network/clusters.hpp"
#include "graph/network/launches.hpp"

namespace omnitrack::graph {

using tmpl::Node;
using tmpl::ResourceEntry;

namespace {

/// A network or gateway load balancer without a group filters nothing; all else that names none
/// carries the default one.
/// https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-security-groups.html
bool filters_without_group(const Scene& scene, const ResourceEntry& entry) {
  return entry.type_name != "AWS::ElasticLoadBalancingV2::LoadBalancer" ||
         scene.text(entry, "Type").value_or("application") == "application";
}

void add_default_group(const Scene& scene, Interface& interfaces) {
  for (const SubnetOf& each : interfaces.subnets) {
    const ResourceEntry* vpc =
        each.entry == nullptr ? nullptr : scene.named(*each.entry, "VpcId", "AWS::EC2::VPC");
    if (vpc != nullptr) diff::add_new(interfaces.groups, default_group(*vpc));
  }
  if (!interfaces.groups.empty()) return;
  const std::string shown =
      "the default security group of the VPC of " + std::string(interfaces.of->logical_id);
  interfaces.groups.push_back({.key = shown, .shown = shown, .unknown = shown});
}

/// The values of the first of some ways, separated by `;`, that has any.
std::vector<ValueAt> first_of_ways(const Scene& scene, const ResourceEntry& entry,
                                   std::string_view ways) {
  std::vector<ValueAt> found;
  while (found.empty() && !ways.empty()) {
    const std::size_t end = ways.find(';');
    found = scene.values(entry, ways.substr(0, end));
    ways = end == std::string_view::npos ? std::string_view() : ways.substr(end + 1);
  }
  return found;
}

Interface interface_by_kind(const Scene& scene, const ResourceEntry& entry,
                            const InterfaceKind& kind) {
  Interface found{.kind = &kind, .of = &entry};
  if (entry.type_name == "AWS::EC2::NetworkInterface") {
    found.own = &entry;
    found.may_get_public = false;
  }
  for (const ValueAt& each : first_of_ways(scene, entry, kind.subnets)) {
    add_subnet(scene, *each.node, found);
  }
  for (const ValueAt& each : first_of_ways(scene, entry, kind.groups)) {
    diff::add_new(found.groups, read_group(scene, *each.node));
  }
  found.ipv6 = scene.values(entry, kind.ipv6_way);
  return found;
}

}  // namespace

void add_subnet(const Scene& scene, const Node& value, Interface& to) {
  const ResourceEntry* subnet = scene.named(&value, "AWS::EC2::Subnet");
  SubnetOf one{.entry = subnet};
  if (subnet == nullptr) one.unknown = scene.unknown_of(value);
  const bool is_there = std::ranges::any_of(to.subnets, [&one](const SubnetOf& other) {
    return other.entry == one.entry && other.unknown == one.unknown;
  });
  if (!is_there) to.subnets.push_back(std::move(one));
}

std::vector<Interface> interfaces_of(const Scene& scene, const ResourceEntry& entry) {
  const InterfaceKind* kind = interface_kind(scene, entry);
  if (kind == nullptr) return {};
  std::vector<Interface> found = launches_instances(*kind)
                                     ? interfaces_of_launched(scene, entry, *kind)
                                     : std::vector{interface_by_kind(scene, entry, *kind)};
  for (Interface& each : found) {
    if (each.subnets.empty()) {
      each.subnets.push_back({.unknown = "the subnets of " + std::string(entry.logical_id) +
                                         ", which it does not name"});
    }
    if (is_cluster(entry)) each.groups.push_back(own_group_of_cluster(entry));
    if (each.groups.empty() && filters_without_group(scene, entry)) add_default_group(scene, each);
  }
  return found;
}

const ResourceEntry* internet_gateway_of(const Scene& scene, const ResourceEntry& vpc) {
  for (const ResourceEntry* each : scene.naming(vpc, "AWS::EC2::VPCGatewayAttachment", "VpcId")) {
    const ResourceEntry* gateway =
        scene.named(*each, "InternetGatewayId", "AWS::EC2::InternetGateway");
    if (gateway != nullptr) return gateway;
  }
  return nullptr;
}

}  // namespace omnitrack::graph
