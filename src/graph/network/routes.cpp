#include "graph/network/routes.hpp"

#include <array>

#include "graph/network/groups.hpp"
#include "meaning/references.hpp"

namespace omnitrack::graph {

using tmpl::Node;
using tmpl::ResourceEntry;

namespace {

struct TargetKind {
  std::string_view property;
  Hop hop;
};

// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-route.html
constexpr std::array<TargetKind, 10> target_kinds{{
    {"GatewayId", Hop::internet_gateway},
    {"NatGatewayId", Hop::nat_gateway},
    {"EgressOnlyInternetGatewayId", Hop::egress_only_gateway},
    {"VpcPeeringConnectionId", Hop::peering},
    {"TransitGatewayId", Hop::transit_gateway},
    {"VpcEndpointId", Hop::appliance},
    {"NetworkInterfaceId", Hop::appliance},
    {"InstanceId", Hop::appliance},
    {"CarrierGatewayId", Hop::elsewhere},
    {"LocalGatewayId", Hop::elsewhere},
}};

/// One route of a table, as far as it is about the addresses in question.
struct Candidate {
  Verdict fits = Verdict::no;
  unsigned prefix = 0;
  bool is_of_list = false;
  const ResourceEntry* entry = nullptr;
  std::string destination = {};
  std::string unknown = {};
};

/// Whether a route of a destination is about some addresses.
void fit(const Addresses& destination, const Addresses& to, Candidate& candidate) {
  const Verdict fits = takes_in(destination, to);
  if (fits < candidate.fits || fits == Verdict::no) return;
  const unsigned prefix = destination.network ? destination.network->prefix() : 0;
  if (fits == candidate.fits && prefix <= candidate.prefix) return;
  candidate.fits = fits;
  candidate.prefix = prefix;
  candidate.destination = destination.shown;
  if (fits == Verdict::perhaps) candidate.unknown = what_decides(destination, to);
}

Candidate candidate_of(const Scene& scene, const ResourceEntry& route, const Addresses& to) {
  Candidate candidate{.entry = &route};
  for (const std::string_view name : {"DestinationCidrBlock", "DestinationIpv6CidrBlock"}) {
    const Node* block = scene.find(route, name);
    if (block != nullptr) fit(read_addresses(scene, *block), to, candidate);
  }
  const Node* list = scene.find(route, "DestinationPrefixListId");
  if (list == nullptr) return candidate;
  candidate.is_of_list = true;
  const auto entries = entries_of_prefix_list(scene, *list);
  if (!entries) {
    candidate.fits = Verdict::perhaps;
    candidate.destination = scene.reader().pattern(*list, diff::Wildcards::none).shown;
    candidate.unknown =
        "the prefix list " + candidate.destination + ", whose entries are not in the templates";
    return candidate;
  }
  for (const Addresses& each : *entries) fit(each, to, candidate);
  return candidate;
}

// The longest prefix wins; of the same, a route that names its destination before one of a list.
// https://docs.aws.amazon.com/vpc/latest/userguide/route-tables-priority.html
bool wins(const Candidate& one, const Candidate& other) {
  if (one.prefix != other.prefix) return one.prefix > other.prefix;
  return other.is_of_list && !one.is_of_list;
}

Route route_of(const Scene& scene, const Candidate& candidate, const std::string& table) {
  Route route;
  for (const TargetKind& each : target_kinds) {
    const Node* value = scene.find(*candidate.entry, each.property);
    if (value == nullptr) continue;
    route.hop = each.hop;
    route.target = scene.named(value, {});
    route.target_shown = route.target != nullptr
                             ? std::string(route.target->logical_id)
                             : scene.reader().pattern(*value, diff::Wildcards::none).shown;
    const bool is_vpn =
        route.target != nullptr && route.target->type_name == "AWS::EC2::VPNGateway";
    if (each.hop == Hop::internet_gateway && (is_vpn || route.target_shown.starts_with("vgw-"))) {
      route.hop = Hop::elsewhere;
    }
    // https://docs.aws.amazon.com/vpc/latest/userguide/replace-local-route-target.html
    if (each.hop == Hop::internet_gateway && route.target_shown == "local") route.hop = Hop::local;
    break;
  }
  if (route.hop == Hop::none) {
    route.hop = Hop::elsewhere;
    route.target_shown = "a target that is not modelled";
  }
  route.reason =
      reason_of(RuleKind::route, Verdict::yes, *candidate.entry, candidate.entry->properties,
                table + " sends " + candidate.destination + " to " + route.target_shown);
  return route;
}

Route local_route(const Scene& scene, const ResourceEntry& subnet, const Addresses& to) {
  const ResourceEntry* vpc = scene.named(subnet, "VpcId", "AWS::EC2::VPC");
  if (vpc == nullptr || to.vpc != vpc->logical_id) return {};
  Route route{.hop = Hop::local, .target = vpc};
  route.reason = {
      .kind = RuleKind::route,
      .says = Verdict::yes,
      .resource = std::string(vpc->logical_id),
      .words = "the local route of " + std::string(vpc->logical_id) + " leads to " + to.shown};
  return route;
}

/// Whether a route is for a part of the VPC: it goes before the local one then.
/// https://docs.aws.amazon.com/vpc/latest/userguide/route-tables-priority.html
bool is_part_of_vpc(const Scene& scene, const ResourceEntry& vpc, const Candidate& route) {
  const Node* block = scene.find(vpc, "CidrBlock");
  if (block == nullptr) return false;
  const Addresses all = read_addresses(scene, *block);
  return all.is_exact && route.prefix > all.network->prefix();
}

Route no_route(const ResourceEntry& subnet, const TableOfSubnet& table, const Addresses& to) {
  const std::string id(subnet.logical_id);
  Route route;
  route.reason = {.kind = RuleKind::route, .says = Verdict::no};
  if (table.entry == nullptr) {
    route.reason.resource = id;
    route.reason.words = id +
                         " has no route table of its own, and the main one of its VPC only "
                         "has the local route, so there is none to " +
                         to.shown;
  } else {
    route.reason.resource = std::string(table.entry->logical_id);
    route.reason.words = std::string(table.entry->logical_id) + ", the route table of " + id +
                         ", has no route to " + to.shown;
  }
  return route;
}

/// What a virtual private gateway may propagate to a route table; empty where none does.
/// https://docs.aws.amazon.com/vpn/latest/s2svpn/vpn-static-dynamic.html
std::string propagated_to(const Scene& scene, const TableOfSubnet& table) {
  if (table.entry == nullptr) return {};
  const Entries propagations =
      scene.naming(*table.entry, "AWS::EC2::VPNGatewayRoutePropagation", "RouteTableIds");
  return propagations.empty()
             ? std::string()
             : "the routes that " + std::string(propagations.front()->logical_id) + " propagates";
}

}  // namespace

TableOfSubnet table_of(const Scene& scene, const ResourceEntry& subnet) {
  const Entries associations =
      scene.naming(subnet, "AWS::EC2::SubnetRouteTableAssociation", "SubnetId");
  if (associations.empty()) {
    // https://docs.aws.amazon.com/vpc/latest/userguide/subnet-route-tables.html: the main one,
    // which no template can change.
    if (scene.named(subnet, "VpcId", "AWS::EC2::VPC") != nullptr) return {};
    return {.unknown = "the main route table of the VPC of " + std::string(subnet.logical_id)};
  }
  const ResourceEntry* table =
      scene.named(*associations.front(), "RouteTableId", "AWS::EC2::RouteTable");
  if (table != nullptr) return {.entry = table};
  const Node* value = scene.find(*associations.front(), "RouteTableId");
  return {.unknown = value == nullptr ? "a route table" : scene.unknown_of(*value)};
}

Route route_from(const Scene& scene, const ResourceEntry& subnet, const Addresses& to) {
  const Route local = local_route(scene, subnet, to);
  const TableOfSubnet table = table_of(scene, subnet);
  std::optional<Candidate> best;
  std::vector<Candidate> doubtful;
  if (table.entry != nullptr) {
    for (const ResourceEntry* each :
         scene.naming(*table.entry, "AWS::EC2::Route", "RouteTableId")) {
      Candidate candidate = candidate_of(scene, *each, to);
      if (candidate.fits == Verdict::perhaps) doubtful.push_back(candidate);
      if (candidate.fits == Verdict::yes && (!best || wins(candidate, *best))) best = candidate;
    }
  }
  Route route;
  if (local.hop == Hop::local) {
    const bool is_inside = best && is_part_of_vpc(scene, *local.target, *best);
    return is_inside ? route_of(scene, *best, std::string(table.entry->logical_id)) : local;
  }
  if (best) {
    route = route_of(scene, *best, std::string(table.entry->logical_id));
  } else {
    route = no_route(subnet, table, to);
    if (!table.unknown.empty()) {
      route.unknown = table.unknown;
      return route;
    }
    route.unknown = propagated_to(scene, table);
  }
  for (const Candidate& each : doubtful) {
    const Route other = route_of(scene, each, std::string(table.entry->logical_id));
    if (other.hop == route.hop && other.target == route.target) continue;
    if (best && each.prefix != 0 && each.prefix < best->prefix) continue;
    route.unknown = each.unknown;
  }
  return route;
}

}  // namespace omnitrack::graph
