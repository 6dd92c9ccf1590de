#include "graph/network/acls.hpp"
#include "graph/network/path_steps.hpp"
#include "graph/network/paths.hpp"
#include "graph/network/transit.hpp"

namespace omnitrack::graph {

using tmpl::Node;
using tmpl::ResourceEntry;

// https://docs.aws.amazon.com/vpc/latest/userguide/vpc-nat-gateway.html
Answer Paths::through_nat(const ResourceEntry& gateway, const Spot& from, const Addresses& opener,
                          const Addresses& to, const Port& port) const {
  Answer answer = open_answer();
  const bool is_private_gateway =
      scene_.text(gateway, "ConnectivityType").value_or("public") == "private";
  if (is_private_gateway && is_public(*to.network)) {
    answer.require(reason_of(RuleKind::setting, Verdict::no, gateway, nullptr,
                             std::string(gateway.logical_id) +
                                 " is a private NAT gateway, which leads to no "
                                 "internet gateway"));
    return answer;
  }
  const ResourceEntry* subnet = scene_.named(gateway, "SubnetId", "AWS::EC2::Subnet");
  if (subnet == nullptr) {
    const bool is_regional = scene_.text(gateway, "AvailabilityMode").value_or("") == "regional";
    if (is_regional) return answer;
    const Node* value = scene_.find(gateway, "SubnetId");
    answer.require(
        reason_of(RuleKind::route, Verdict::perhaps, gateway, value,
                  "the subnet of " + std::string(gateway.logical_id) + " is not in the templates"),
        value == nullptr ? "the subnet of " + std::string(gateway.logical_id)
                         : scene_.unknown_of(*value));
    return answer;
  }
  const Route route = route_from(scene_, *subnet, to);
  const bool is_private = !is_public(*to.network);
  if (route.hop == Hop::internet_gateway && !is_private) {
    answer.require(gateway_attached(route, *subnet, Passage::out_of_nat));
  } else if (is_private && (route.hop == Hop::transit_gateway || route.hop == Hop::elsewhere)) {
    require_unknown_hop(route, answer);
  } else {
    refuse_route(route, ", which is no internet gateway", answer);
  }
  if (subnet == from.subnet.entry) return answer;
  const PortRange there = range_of(port);
  answer.require(acl_lets(scene_, *subnet, true, opener, there));
  answer.require(acl_lets(scene_, *subnet, false, to, there));
  answer.require(acl_lets_back(scene_, *subnet, true, to, port.protocol, Opener::service));
  answer.require(acl_lets_back(scene_, *subnet, false, opener, port.protocol, opener_of(from)));
  return answer;
}

// What comes out of it has its address, and goes on by the routes of its subnet.
// https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-scenarios.html
Answer Paths::through_nat_to(const Route& route, const Spot& from, const Party& opener,
                             const Spot& to, const Party& taker, const Port& port) const {
  Answer answer = open_answer();
  require_route(route, answer);
  const ResourceEntry* subnet = route.target == nullptr
                                    ? nullptr
                                    : scene_.named(*route.target, "SubnetId", "AWS::EC2::Subnet");
  if (subnet == nullptr) {
    require_unknown_hop(route, answer);
    return answer;
  }
  // A gateway in the subnet itself would send it to itself again.
  if (route_from(scene_, *subnet, taker.addresses).hop == Hop::nat_gateway) {
    refuse_route(route, ", which does not lead there", answer);
    return answer;
  }
  const Spot gateway{.subnet = {.entry = subnet}, .shown = route.target_shown};
  if (!from.groups.empty()) {
    answer.require(groups_let(scene_, from.groups, false, taker, port));
  }
  if (subnet != from.subnet.entry) {
    answer.require(acl_lets(scene_, *from.subnet.entry, false, taker.addresses, range_of(port)));
    answer.require(acl_lets(scene_, *subnet, true, opener.addresses, range_of(port)));
    answer.require(
        acl_lets_back(scene_, *subnet, false, opener.addresses, port.protocol, opener_of(from)));
    answer.require(acl_lets_back(scene_, *from.subnet.entry, true, taker.addresses, port.protocol,
                                 opener_of(from)));
  }
  answer.require(within_family(gateway, to, port, false));
  return answer;
}

// One VPC may hold the way out of others that share a transit gateway with it.
// https://docs.aws.amazon.com/vpc/latest/tgw/transit-gateway-nat-igw.html
Answer Paths::through_hub(const ResourceEntry& hub, const Spot& from, const Addresses& opener,
                          const Addresses& to, const Port& port) const {
  Answer answer = open_answer();
  const ResourceEntry* vpc = vpc_of_subnet(scene_, *from.subnet.entry);
  if (vpc == nullptr) return answer;
  answer.require(enters(scene_, hub, *from.subnet.entry));
  const Transit forth = transit(scene_, hub, *vpc, to);
  answer.require(forth.answer);
  if (answer.verdict == Verdict::no || forth.vpc == nullptr) return answer;
  std::vector<Answer> ways;
  for (const ValueAt& each : scene_.values(*forth.attachment, "SubnetIds")) {
    const ResourceEntry* edge = scene_.named(each.node, "AWS::EC2::Subnet");
    if (edge == nullptr) continue;
    Answer way = open_answer();
    Spot at_edge = from;
    at_edge.subnet = {.entry = edge};
    const Route route = route_from(scene_, *edge, to);
    if (route.hop != Hop::nat_gateway || route.target == nullptr) {
      refuse_route(route, ", which is no NAT gateway", way);
    } else {
      require_route(route, way);
      way.require(through_nat(*route.target, at_edge, opener, to, port));
      const ResourceEntry* subnet = scene_.named(*route.target, "SubnetId", "AWS::EC2::Subnet");
      if (subnet != nullptr) {
        const Route back = route_from(scene_, *subnet, opener);
        Reason reply = back.reason;
        const bool leads_back = back.hop == Hop::transit_gateway && back.target == &hub;
        if (!leads_back) reply.says = Verdict::no;
        way.require(std::move(reply));
        if (leads_back && forth.vpc != nullptr) {
          way.require(transit(scene_, hub, *forth.vpc, opener).answer);
        }
      }
    }
    ways.push_back(std::move(way));
  }
  answer.require(each_of(
      std::move(ways), "the zone that the traffic enters " + std::string(hub.logical_id) + " in"));
  return answer;
}

}  // namespace omnitrack::graph
