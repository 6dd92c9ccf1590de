#include "graph/network/paths.hpp"

#include "graph/network/acls.hpp"
#include "graph/network/path_steps.hpp"
#include "graph/network/transit.hpp"

namespace omnitrack::graph {

using tmpl::Node;
using tmpl::ResourceEntry;

namespace {

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
                           route.target_shown + " joins " + std::string(requester->logical_id) +
                               " and " + std::string(accepter->logical_id) +
                               " alone: peering leads no further"));
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
  const bool may_be_v6 = from.subnet.entry != nullptr && to.subnet.entry != nullptr &&
                         from.interface != nullptr && to.interface != nullptr &&
                         families.front().verdict != Verdict::yes;
  if (may_be_v6) {
    Answer v6 = has_public_address(scene_, *from.interface, *from.subnet.entry, true);
    if (v6.verdict != Verdict::no) {
      v6.require(has_public_address(scene_, *to.interface, *to.subnet.entry, true));
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
        answer.require(reason_of(
            RuleKind::route, Verdict::no, *there.target, nullptr,
            there.target_shown + " does not lead to " + std::string(target_vpc->logical_id)));
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
      const Setting groups = takes_groups(scene_, *there.target, *source_vpc, *target_vpc);
      reach = groups.value == false ? GroupReach::none : GroupReach::incoming;
      if (!groups.value) one.group_doubt = groups.unknown;
      break;
    }
    case Hop::nat_gateway:
      return through_nat_to(there, from, one, to, other, port);
    case Hop::none:
      refuse_route(there, {}, answer);
      break;
    case Hop::appliance:
    case Hop::elsewhere:
      require_unknown_hop(there, answer);
      break;
    default:
      refuse_route(there, ", which does not lead to private addresses", answer);
      break;
  }
  one.group_reach = reach;
  other.group_reach = reach;
  if (&source != &target) answer.require(acls_between(from, opener, target, taker, port));
  answer.require(groups_between(from, one, to, other, port));
  return answer;
}

// Those that name the groups of the load balancer see these, whoever its client is.
// https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-security-groups.html
Answer Paths::taken_from(const Addresses& client, const std::vector<Group>& of_balancer,
                         const Spot& to, const Port& port) const {
  // Those of the internet are told apart before; of a VPC, an end has one of them.
  const std::vector<Addresses> parts =
      client.vpc.empty() ? std::vector{client} : told_apart(client, named_for(nullptr, &to.groups));
  std::vector<Answer> cases;
  for (const Addresses& each : parts) {
    Answer& one = cases.emplace_back(open_answer());
    if (to.subnet.entry != nullptr) {
      one.require(acl_lets(scene_, *to.subnet.entry, true, each, range_of(port)));
      one.require(acl_lets_back(scene_, *to.subnet.entry, false, each, port.protocol,
                                client.vpc.empty() ? Opener::somebody : Opener::system));
    }
    if (to.groups.empty()) continue;
    const Party party{.addresses = each, .groups = of_balancer};
    one.require(groups_let(scene_, to.groups, true, party, port));
  }
  return each_of(std::move(cases), "the address of " + client.shown);
}

std::vector<Addresses> Paths::clients_told_apart(const Addresses& clients,
                                                 const std::vector<Group>& groups) const {
  return public_parts(clients, named_for(nullptr, &groups));
}

// Security groups remember a connection; network ACLs do not, so that its answers are asked too.
// https://docs.aws.amazon.com/vpc/latest/userguide/infrastructure-security.html
Answer Paths::acls_between(const Spot& from, const Addresses& opener, const ResourceEntry& to,
                           const Addresses& taker, const Port& port) const {
  const ResourceEntry& source = *from.subnet.entry;
  const PortRange there = range_of(port);
  Answer answer = open_answer();
  answer.require(acl_lets(scene_, source, false, taker, there));
  answer.require(acl_lets(scene_, to, true, opener, there));
  answer.require(acl_lets_back(scene_, to, false, opener, port.protocol, opener_of(from)));
  answer.require(acl_lets_back(scene_, source, true, taker, port.protocol, opener_of(from)));
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

}  // namespace omnitrack::graph
