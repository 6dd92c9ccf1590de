#include <algorithm>

#include "graph/network/acls.hpp"
#include "graph/network/blocks.hpp"
#include "graph/network/path_steps.hpp"
#include "graph/network/paths.hpp"

namespace omnitrack::graph {

using tmpl::Node;
using tmpl::ResourceEntry;

std::vector<Addresses> Paths::public_parts(const Addresses& network,
                                           const std::vector<meaning::IpNetwork>& named) {
  std::vector<Addresses> parts = told_apart(network, named);
  // Of a network elsewhere all are private.
  if (!is_public(*network.network)) return parts;
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
  const bool is_none =
      std::ranges::all_of(ways, [](const Answer& each) { return each.verdict == Verdict::no; });
  return is_none && !ways.empty() ? ways.front() : any_of(std::move(ways));
}

Answer Paths::in(const Addresses& from, const Spot& to, const Port& port) const {
  std::vector<Answer> ways;
  for (const Addresses& each : public_parts(from, named_for(nullptr, &to.groups))) {
    ways.push_back(in_from_part(each, to, port));
    if (ways.size() == 1 && ways.front().verdict == Verdict::yes) break;
  }
  const bool is_none =
      std::ranges::all_of(ways, [](const Answer& each) { return each.verdict == Verdict::no; });
  return is_none && !ways.empty() ? ways.front() : any_of(std::move(ways));
}

Answer Paths::gateway_attached(const Route& route, const ResourceEntry& subnet,
                               Passage passage) const {
  Answer answer = open_answer();
  require_route(route, answer);
  require_no_block(scene_, subnet, passage, answer);
  const ResourceEntry* vpc = vpc_of_subnet(scene_, subnet);
  if (vpc == nullptr || route.target == nullptr) return answer;
  const ResourceEntry* attached = internet_gateway_of(scene_, *vpc);
  if (attached == route.target) return answer;
  answer.require(
      reason_of(RuleKind::route, Verdict::no, *route.target, nullptr,
                route.target_shown + " is not attached to " + std::string(vpc->logical_id)));
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
        acl_lets_back(scene_, *from.subnet.entry, true, to, port.protocol, opener_of(from)));
  }
  if (!from.groups.empty()) answer.require(groups_let(scene_, from.groups, false, other, port));
  return answer;
}

Answer Paths::follow_out(const Spot& from, const Route& route, const Addresses& opener,
                         const Addresses& to, const Port& port) const {
  const ResourceEntry& subnet = *from.subnet.entry;
  const bool is_v6 = to.network->is_v6();
  Answer answer = open_answer();
  const bool is_of_internet =
      route.hop == Hop::internet_gateway || route.hop == Hop::egress_only_gateway;
  if (is_of_internet && !is_public(*to.network)) {
    refuse_route(route, ", and no private address is on the internet", answer);
    return answer;
  }
  switch (route.hop) {
    case Hop::internet_gateway:
      answer.require(gateway_attached(route, subnet, Passage::out));
      if (from.interface != nullptr) {
        answer.require(has_public_address(scene_, *from.interface, subnet, is_v6));
      }
      return answer;
    case Hop::egress_only_gateway:
      require_route(route, answer);
      if (from.interface != nullptr && is_v6) {
        answer.require(has_public_address(scene_, *from.interface, subnet, true));
      }
      return answer;
    case Hop::nat_gateway:
      require_route(route, answer);
      if (route.target == nullptr) {
        require_unknown_hop(route, answer);
      } else {
        answer.require(through_nat(*route.target, from, opener, to, port));
      }
      return answer;
    case Hop::transit_gateway:
      require_route(route, answer);
      if (route.target == nullptr) {
        require_unknown_hop(route, answer);
      } else {
        answer.require(through_hub(*route.target, from, opener, to, port));
      }
      return answer;
    case Hop::peering:
      // https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-basics.html
      refuse_route(route, ", and no gateway of a peered VPC can be used", answer);
      return answer;
    case Hop::none:
    case Hop::local:
      refuse_route(route, {}, answer);
      return answer;
    case Hop::appliance:
    case Hop::elsewhere:
      require_unknown_hop(route, answer);
      return answer;
  }
  return answer;
}

Answer Paths::in_from_part(const Addresses& from, const Spot& to, const Port& port) const {
  const bool is_v6 = from.network->is_v6();
  const Party opener{.addresses = from};
  Answer answer = open_answer();
  if (to.subnet.entry == nullptr) {
    if (to.interface != nullptr && to.interface->kind->publicity == Publicity::never) {
      answer.require(reason_of(RuleKind::address, Verdict::no, *to.interface->of, nullptr,
                               to.shown + " never has a public address"));
    } else {
      require_unknown_subnet(to, answer);
    }
  } else {
    const ResourceEntry& subnet = *to.subnet.entry;
    const bool is_from_internet = is_public(*from.network);
    if (to.interface != nullptr && is_from_internet) {
      answer.require(has_public_address(scene_, *to.interface, subnet, is_v6));
      if (is_v6) answer.require(takes_ipv6_from_internet(scene_, *to.interface));
    }
    const Route route = route_from(scene_, subnet, from);
    if (route.hop == Hop::internet_gateway && is_from_internet) {
      answer.require(gateway_attached(route, subnet, Passage::in));
    } else {
      Reason reason = route.reason;
      // What is elsewhere may be joined by a VPN, and inspected before it gets in.
      const bool is_joined =
          !is_from_internet && (route.hop == Hop::elsewhere || route.hop == Hop::transit_gateway);
      const bool is_open = !route.unknown.empty() || route.hop == Hop::appliance || is_joined;
      reason.says = is_open ? Verdict::perhaps : Verdict::no;
      if (route.hop != Hop::none && !is_open) {
        reason.words += is_from_internet ? ", so the internet cannot connect to it"
                                         : ", so " + from.shown + " cannot connect to it";
      }
      answer.require(std::move(reason), route.unknown.empty()
                                            ? "what " + route.target_shown + " forwards"
                                            : route.unknown);
    }
    answer.require(acl_lets(scene_, subnet, true, from, range_of(port)));
    answer.require(acl_lets_back(scene_, subnet, false, from, port.protocol, Opener::somebody));
  }
  if (!to.groups.empty()) answer.require(groups_let(scene_, to.groups, true, opener, port));
  return answer;
}

}  // namespace omnitrack::graph
