#include "graph/network/paths.hpp"

#include <algorithm>

#include "graph/network/acls.hpp"
#include "graph/network/transit.hpp"

namespace omnitrack::graph {

using tmpl::Node;
using tmpl::ResourceEntry;

namespace {

std::string id_of(const ResourceEntry& entry) { return std::string(entry.logical_id); }

const ResourceEntry* vpc_of_subnet(const Scene& scene, const ResourceEntry& subnet) {
  return scene.named(subnet, "VpcId", "AWS::EC2::VPC");
}

/// Addresses of an end, named after it.
Addresses addresses_of_spot(const Scene& scene, const Spot& spot, bool is_v6) {
  Addresses found;
  if (spot.subnet.entry != nullptr) {
    found = addresses_of_subnet(scene, *spot.subnet.entry, is_v6);
  } else {
    found.unknown = spot.subnet.unknown;
  }
  found.shown = spot.shown;
  return found;
}

void require_unknown_subnet(const Spot& spot, Answer& answer) {
  answer.require({.kind = RuleKind::route,
                  .says = Verdict::perhaps,
                  .words = "the subnets of " + spot.shown + " are not in the templates"},
                 spot.subnet.unknown);
}

/// The step of a route, and what may lead elsewhere.
void require_route(const Route& route, Answer& answer) {
  Reason reason = route.reason;
  if (!route.unknown.empty()) reason.says = Verdict::perhaps;
  answer.require(std::move(reason), route.unknown);
}

void require_unknown_hop(const Route& route, Answer& answer) {
  Reason reason = route.reason;
  reason.says = Verdict::perhaps;
  reason.words += ", and what is behind it is not in the templates";
  answer.require(std::move(reason), "what " + route.target_shown + " forwards");
}

/// Whether a peering connection joins two VPCs.
/// https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-basics.html
void require_peering(const Scene& scene, const Route& route, const ResourceEntry* from,
                     const ResourceEntry* to, Answer& answer) {
  const ResourceEntry* requester =
      route.target == nullptr ? nullptr : scene.named(*route.target, "VpcId", "AWS::EC2::VPC");
  const ResourceEntry* accepter =
      route.target == nullptr ? nullptr : scene.named(*route.target, "PeerVpcId", "AWS::EC2::VPC");
  if (route.target == nullptr || requester == nullptr || accepter == nullptr) {
    return require_unknown_hop(route, answer);
  }
  const bool joins = (requester == from && accepter == to) || (requester == to && accepter == from);
  require_route(route, answer);
  if (joins) return;
  answer.require(reason_of(RuleKind::route, Verdict::no, *route.target, nullptr,
                           route.target_shown + " joins " + id_of(*requester) + " and " +
                               id_of(*accepter) + " alone: peering leads no further"));
}

/// Whether rules may name groups over a peering connection: within one region alone.
/// https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-security-groups.html
GroupReach groups_over_peering(const Scene& scene, const Route& route, Party& opener) {
  const Node* region = route.target == nullptr ? nullptr : scene.find(*route.target, "PeerRegion");
  if (region == nullptr) return GroupReach::both;
  const auto text = scene.reader().text(region);
  const meaning::KnownPlace* place = scene.model().stacks().surroundings().find("AWS::Region");
  if (!text || place == nullptr || !place->is_known()) {
    opener.group_doubt = "whether both VPCs are in one region";
    return GroupReach::both;
  }
  return *text == place->text ? GroupReach::both : GroupReach::none;
}

/// A part of one end's addresses and a part of the other's, which rules do not tell apart.
template <class Run>
Answer for_each_pair_of_parts(const Addresses& opener, const Addresses& taker,
                              const std::vector<meaning::IpNetwork>& named, const Run& run) {
  std::vector<Answer> cases;
  for (const Addresses& one : told_apart(opener, named)) {
    for (const Addresses& other : told_apart(taker, named)) cases.push_back(run(one, other));
  }
  return each_of(std::move(cases), "the addresses that " + opener.shown + " and " + taker.shown +
                                       " get in their subnets");
}

}  // namespace

Answer Paths::within(const Spot& from, const Spot& to, const Port& port) const {
  std::vector<Answer> families{within_family(from, to, port, false)};
  const bool may_be_v6 =
      from.subnet.entry != nullptr && to.subnet.entry != nullptr && from.interfaces != nullptr &&
      to.interfaces != nullptr && families.front().verdict != Verdict::yes;
  if (may_be_v6) {
    Answer v6 = has_public_address(scene_, *from.interfaces, *from.subnet.entry, true);
    if (v6.verdict != Verdict::no) {
      v6.require(has_public_address(scene_, *to.interfaces, *to.subnet.entry, true));
    }
    if (v6.verdict != Verdict::no) {
      v6.require(within_family(from, to, port, true));
      families.push_back(std::move(v6));
    }
  }
  return any_of(std::move(families));
}

std::vector<meaning::IpNetwork> Paths::named_for(const std::vector<Group>* outgoing,
                                                 const std::vector<Group>* incoming) const {
  std::vector<meaning::IpNetwork> networks = named_;
  if (outgoing != nullptr) add_networks_named(scene_, *outgoing, false, networks);
  if (incoming != nullptr) add_networks_named(scene_, *incoming, true, networks);
  keep_each_once(networks);
  return networks;
}

Answer Paths::within_family(const Spot& from, const Spot& to, const Port& port, bool is_v6) const {
  const Addresses opener = addresses_of_spot(scene_, from, is_v6);
  const Addresses taker = addresses_of_spot(scene_, to, is_v6);
  return for_each_pair_of_parts(opener, taker, named_for(&from.groups, &to.groups),
                                [&](const Addresses& one, const Addresses& other) {
                                  return between(from, one, to, other, port);
                                });
}

Answer Paths::between(const Spot& from, const Addresses& opener, const Spot& to,
                      const Addresses& taker, const Port& port) const {
  Answer answer = open_answer();
  Party one{.addresses = opener, .groups = from.groups};
  Party other{.addresses = taker, .groups = to.groups};
  if (from.subnet.entry == nullptr || to.subnet.entry == nullptr) {
    require_unknown_subnet(from.subnet.entry == nullptr ? from : to, answer);
    answer.require(groups_between(from, one, to, other, port));
    return answer;
  }
  const ResourceEntry& source = *from.subnet.entry;
  const ResourceEntry& target = *to.subnet.entry;
  const ResourceEntry* source_vpc = vpc_of_subnet(scene_, source);
  const ResourceEntry* target_vpc = vpc_of_subnet(scene_, target);
  const Route there = route_from(scene_, source, taker);
  const Route back = route_from(scene_, target, opener);
  GroupReach reach = GroupReach::both;
  switch (there.hop) {
    case Hop::local:
      require_route(there, answer);
      if (back.hop != Hop::local) require_unknown_hop(back, answer);
      break;
    case Hop::peering:
      require_peering(scene_, there, source_vpc, target_vpc, answer);
      reach = groups_over_peering(scene_, there, one);
      if (back.hop == Hop::peering && back.target == there.target) {
        require_route(back, answer);
      } else if (answer.verdict != Verdict::no) {
        Reason reason = back.reason;
        reason.says = Verdict::no;
        if (back.hop != Hop::none) reason.words += ", not back to " + there.target_shown;
        answer.require(std::move(reason));
      }
      break;
    case Hop::transit_gateway: {
      require_route(there, answer);
      if (there.target == nullptr || source_vpc == nullptr || target_vpc == nullptr) {
        require_unknown_hop(there, answer);
        break;
      }
      answer.require(enters(scene_, *there.target, source));
      const Transit forth = transit(scene_, *there.target, *source_vpc, taker);
      answer.require(forth.answer);
      if (forth.answer.verdict == Verdict::no) break;
      if (forth.vpc != target_vpc && forth.answer.verdict == Verdict::yes) {
        answer.require(reason_of(RuleKind::route, Verdict::no, *there.target, nullptr,
                                 there.target_shown + " does not lead to " + id_of(*target_vpc)));
        break;
      }
      Reason reply = back.reason;
      if (back.hop != Hop::transit_gateway || back.target != there.target) {
        reply.says = Verdict::no;
        if (back.hop != Hop::none) reply.words += ", not back to " + there.target_shown;
        answer.require(std::move(reply));
        break;
      }
      answer.require(std::move(reply));
      answer.require(transit(scene_, *there.target, *target_vpc, opener).answer);
      answer.require(enters(scene_, *there.target, target));
      const Setting groups =
          takes_groups(scene_, *there.target, *source_vpc, *target_vpc);
      reach = groups.value == false ? GroupReach::none : GroupReach::incoming;
      if (!groups.value) one.group_doubt = groups.unknown;
      break;
    }
    case Hop::none: {
      Reason reason = there.reason;
      if (!there.unknown.empty()) reason.says = Verdict::perhaps;
      answer.require(std::move(reason), there.unknown);
      break;
    }
    case Hop::appliance:
    case Hop::elsewhere:
      require_unknown_hop(there, answer);
      break;
    default: {
      Reason reason = there.reason;
      reason.says = Verdict::no;
      reason.words += ", which does not lead to private addresses";
      answer.require(std::move(reason));
      break;
    }
  }
  one.group_reach = reach;
  other.group_reach = reach;
  if (&source != &target) answer.require(acls_between(source, opener, target, taker, port));
  answer.require(groups_between(from, one, to, other, port));
  return answer;
}

// Security groups remember a connection; network ACLs do not, so that its answers are asked too.
// https://docs.aws.amazon.com/vpc/latest/userguide/infrastructure-security.html
Answer Paths::acls_between(const ResourceEntry& from, const Addresses& opener,
                           const ResourceEntry& to, const Addresses& taker,
                           const Port& port) const {
  const PortRange there = range_of(port);
  const PortRange back = ephemeral_ports(port.protocol);
  Answer answer = open_answer();
  answer.require(acl_lets(scene_, from, false, taker, there));
  answer.require(acl_lets(scene_, to, true, opener, there));
  answer.require(acl_lets(scene_, to, false, opener, back));
  answer.require(acl_lets(scene_, from, true, taker, back));
  return answer;
}

Answer Paths::groups_between(const Spot& from, const Party& opener, const Spot& to,
                             const Party& taker, const Port& port) const {
  Answer answer = open_answer();
  if (!from.groups.empty()) {
    answer.require(groups_let(scene_, from.groups, false, taker, port));
  }
  if (!to.groups.empty()) answer.require(groups_let(scene_, to.groups, true, opener, port));
  return answer;
}

std::vector<Addresses> Paths::public_parts(const Addresses& network,
                                           const std::vector<meaning::IpNetwork>& named) {
  std::vector<Addresses> parts = told_apart(network, named);
  std::erase_if(parts, [](const Addresses& each) { return !is_public(*each.network); });
  return parts;
}

Answer Paths::out(const Spot& from, const Addresses& to, const Port& port) const {
  std::vector<Answer> ways;
  for (const Addresses& each : public_parts(to, named_for(&from.groups, nullptr))) {
    ways.push_back(out_to_part(from, each, port));
    if (ways.size() == 1 && ways.front().verdict == Verdict::yes) break;
  }
  // That a rule lets nothing through to a part says no more than that for all.
  const bool is_none = std::ranges::all_of(
      ways, [](const Answer& each) { return each.verdict == Verdict::no; });
  return is_none && !ways.empty() ? ways.front() : any_of(std::move(ways));
}

Answer Paths::in(const Addresses& from, const Spot& to, const Port& port) const {
  std::vector<Answer> ways;
  for (const Addresses& each : public_parts(from, named_for(nullptr, &to.groups))) {
    ways.push_back(in_from_part(each, to, port));
    if (ways.size() == 1 && ways.front().verdict == Verdict::yes) break;
  }
  const bool is_none = std::ranges::all_of(
      ways, [](const Answer& each) { return each.verdict == Verdict::no; });
  return is_none && !ways.empty() ? ways.front() : any_of(std::move(ways));
}

// https://docs.aws.amazon.com/vpc/latest/userguide/security-vpc-bpa.html
void Paths::require_no_block(bool is_incoming, Answer& answer) const {
  for (const ResourceEntry* each :
       scene_.model().of_type("AWS::EC2::VPCBlockPublicAccessOptions")) {
    if (!scene_.reader().exists(*each)) continue;
    const Node* at = scene_.find(*each, "InternetGatewayBlockMode");
    const auto mode = at == nullptr ? std::nullopt : scene_.reader().text(at);
    const bool blocks = !mode || *mode == "block-bidirectional" ||
                        (is_incoming && *mode == "block-ingress");
    if (!blocks) continue;
    const Entries exceptions = scene_.model().of_type("AWS::EC2::VPCBlockPublicAccessExclusion");
    const bool is_sure = mode && exceptions.empty();
    answer.require(reason_of(RuleKind::setting, is_sure ? Verdict::no : Verdict::perhaps, *each, at,
                             id_of(*each) + (is_sure ? " blocks" : " may block") +
                                 " public access to VPCs"),
                   exceptions.empty() ? "the mode of " + id_of(*each)
                                      : "what is excluded from " + id_of(*each));
  }
}

Answer Paths::gateway_attached(const Route& route, const ResourceEntry& subnet,
                               bool is_incoming) const {
  Answer answer = open_answer();
  require_route(route, answer);
  require_no_block(is_incoming, answer);
  const ResourceEntry* vpc = vpc_of_subnet(scene_, subnet);
  if (vpc == nullptr || route.target == nullptr) return answer;
  const ResourceEntry* attached = internet_gateway_of(scene_, *vpc);
  if (attached == route.target) return answer;
  answer.require(reason_of(RuleKind::route, Verdict::no, *route.target, nullptr,
                           route.target_shown + " is not attached to " + id_of(*vpc)));
  return answer;
}

Answer Paths::out_to_part(const Spot& from, const Addresses& to, const Port& port) const {
  const bool is_v6 = to.network->is_v6();
  Answer answer = open_answer();
  const Party other{.addresses = to};
  if (from.subnet.entry == nullptr) {
    require_unknown_subnet(from, answer);
  } else {
    const Addresses opener = addresses_of_spot(scene_, from, is_v6);
    const Route route = route_from(scene_, *from.subnet.entry, to);
    answer.require(follow_out(from, route, opener, to, port));
    answer.require(acl_lets(scene_, *from.subnet.entry, false, to, range_of(port)));
    answer.require(
        acl_lets(scene_, *from.subnet.entry, true, to, ephemeral_ports(port.protocol)));
  }
  if (!from.groups.empty()) answer.require(groups_let(scene_, from.groups, false, other, port));
  return answer;
}

Answer Paths::follow_out(const Spot& from, const Route& route, const Addresses& opener,
                         const Addresses& to, const Port& port) const {
  const ResourceEntry& subnet = *from.subnet.entry;
  const bool is_v6 = to.network->is_v6();
  Answer answer = open_answer();
  switch (route.hop) {
    case Hop::internet_gateway:
      answer.require(gateway_attached(route, subnet, false));
      if (from.interfaces != nullptr) {
        answer.require(has_public_address(scene_, *from.interfaces, subnet, is_v6));
      }
      return answer;
    case Hop::egress_only_gateway:
      require_route(route, answer);
      if (from.interfaces != nullptr && is_v6) {
        answer.require(has_public_address(scene_, *from.interfaces, subnet, true));
      }
      return answer;
    case Hop::nat_gateway:
      require_route(route, answer);
      if (route.target == nullptr) {
        require_unknown_hop(route, answer);
      } else {
        answer.require(through_nat(*route.target, subnet, opener, to, port));
      }
      return answer;
    case Hop::transit_gateway:
      require_route(route, answer);
      if (route.target == nullptr) {
        require_unknown_hop(route, answer);
      } else {
        answer.require(through_hub(*route.target, subnet, opener, to, port));
      }
      return answer;
    case Hop::peering: {
      // https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-basics.html
      Reason reason = route.reason;
      reason.says = Verdict::no;
      reason.words += ", and no gateway of a peered VPC can be used";
      answer.require(std::move(reason));
      return answer;
    }
    case Hop::none:
    case Hop::local: {
      Reason reason = route.reason;
      if (!route.unknown.empty()) reason.says = Verdict::perhaps;
      answer.require(std::move(reason), route.unknown);
      return answer;
    }
    case Hop::appliance:
    case Hop::elsewhere:
      require_unknown_hop(route, answer);
      return answer;
  }
  return answer;
}

// https://docs.aws.amazon.com/vpc/latest/userguide/vpc-nat-gateway.html
Answer Paths::through_nat(const ResourceEntry& gateway, const ResourceEntry& from,
                          const Addresses& opener, const Addresses& to, const Port& port) const {
  Answer answer = open_answer();
  if (scene_.text(gateway, "ConnectivityType").value_or("public") == "private") {
    answer.require(reason_of(RuleKind::setting, Verdict::no, gateway, nullptr,
                             id_of(gateway) + " is a private NAT gateway, which leads to no "
                                              "internet gateway"));
    return answer;
  }
  const ResourceEntry* subnet = scene_.named(gateway, "SubnetId", "AWS::EC2::Subnet");
  if (subnet == nullptr) {
    const bool is_regional = scene_.text(gateway, "AvailabilityMode").value_or("") == "regional";
    if (is_regional) return answer;
    const Node* value = scene_.find(gateway, "SubnetId");
    answer.require(reason_of(RuleKind::route, Verdict::perhaps, gateway, value,
                             "the subnet of " + id_of(gateway) + " is not in the templates"),
                   value == nullptr ? "the subnet of " + id_of(gateway)
                                    : scene_.unknown_of(*value));
    return answer;
  }
  const Route route = route_from(scene_, *subnet, to);
  if (route.hop == Hop::internet_gateway) {
    answer.require(gateway_attached(route, *subnet, false));
  } else {
    Reason reason = route.reason;
    reason.says = route.unknown.empty() ? Verdict::no : Verdict::perhaps;
    if (route.hop != Hop::none) reason.words += ", which is no internet gateway";
    answer.require(std::move(reason), route.unknown);
  }
  if (subnet == &from) return answer;
  const PortRange there = range_of(port);
  const PortRange back = ephemeral_ports(port.protocol);
  answer.require(acl_lets(scene_, *subnet, true, opener, there));
  answer.require(acl_lets(scene_, *subnet, false, to, there));
  answer.require(acl_lets(scene_, *subnet, true, to, back));
  answer.require(acl_lets(scene_, *subnet, false, opener, back));
  return answer;
}

// One VPC may hold the way out of others that share a transit gateway with it.
// https://docs.aws.amazon.com/vpc/latest/tgw/transit-gateway-nat-igw.html
Answer Paths::through_hub(const ResourceEntry& hub, const ResourceEntry& from,
                          const Addresses& opener, const Addresses& to, const Port& port) const {
  Answer answer = open_answer();
  const ResourceEntry* vpc = vpc_of_subnet(scene_, from);
  if (vpc == nullptr) return answer;
  answer.require(enters(scene_, hub, from));
  const Transit forth = transit(scene_, hub, *vpc, to);
  answer.require(forth.answer);
  if (answer.verdict == Verdict::no || forth.attachment == nullptr) return answer;
  std::vector<Answer> ways;
  for (const ValueAt& each : scene_.values(*forth.attachment, "SubnetIds")) {
    const ResourceEntry* edge = scene_.named(each.node, "AWS::EC2::Subnet");
    if (edge == nullptr) continue;
    Answer way = open_answer();
    const Route route = route_from(scene_, *edge, to);
    if (route.hop != Hop::nat_gateway || route.target == nullptr) {
      Reason reason = route.reason;
      reason.says = Verdict::no;
      if (route.hop != Hop::none) reason.words += ", which is no NAT gateway";
      way.require(std::move(reason));
    } else {
      require_route(route, way);
      way.require(through_nat(*route.target, *edge, opener, to, port));
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
  answer.require(each_of(std::move(ways), "the zone that the traffic enters " + id_of(hub) + " in"));
  return answer;
}

Answer Paths::in_from_part(const Addresses& from, const Spot& to, const Port& port) const {
  const bool is_v6 = from.network->is_v6();
  const Party opener{.addresses = from};
  Answer answer = open_answer();
  if (to.subnet.entry == nullptr) {
    if (to.interfaces != nullptr && to.interfaces->kind->publicity == Publicity::never) {
      answer.require(reason_of(RuleKind::address, Verdict::no, *to.interfaces->of, nullptr,
                               to.shown + " never has a public address"));
    } else {
      require_unknown_subnet(to, answer);
    }
  } else {
    const ResourceEntry& subnet = *to.subnet.entry;
    if (to.interfaces != nullptr) {
      answer.require(has_public_address(scene_, *to.interfaces, subnet, is_v6));
    }
    const Route route = route_from(scene_, subnet, from);
    if (route.hop == Hop::internet_gateway) {
      answer.require(gateway_attached(route, subnet, true));
    } else {
      Reason reason = route.reason;
      const bool is_open = !route.unknown.empty() || route.hop == Hop::appliance;
      reason.says = is_open ? Verdict::perhaps : Verdict::no;
      if (route.hop != Hop::none) reason.words += ", so the internet cannot connect to it";
      answer.require(std::move(reason),
                     route.unknown.empty() ? "what " + route.target_shown + " forwards"
                                           : route.unknown);
    }
    answer.require(acl_lets(scene_, subnet, true, from, range_of(port)));
    answer.require(acl_lets(scene_, subnet, false, from, ephemeral_ports(port.protocol)));
  }
  if (!to.groups.empty()) answer.require(groups_let(scene_, to.groups, true, opener, port));
  return answer;
}

}  // namespace omnitrack::graph
