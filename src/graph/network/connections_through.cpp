#include <algorithm>

#include "graph/network/connections.hpp"
#include "graph/network/path_steps.hpp"

namespace omnitrack::graph {

namespace {

/// The end with only one of its places: a node of a load balancer, which hands on what it takes.
std::vector<End> nodes_of(const End& end) {
  std::vector<End> nodes;
  for (const Interface& each : end.interfaces) {
    for (const SubnetOf& subnet : each.subnets) {
      End& node = nodes.emplace_back(end);
      node.interfaces = {each};
      node.interfaces.front().subnets = {subnet};
    }
  }
  return nodes;
}

bool is_same_port(const Port& one, const Port& other) {
  return one.number == other.number && one.protocol == other.protocol;
}

/// The part of some addresses that lies in others; nothing where there is none.
std::optional<Addresses> common_part(const Addresses& one, const Addresses& other) {
  if (!one.network || !other.network) return std::nullopt;
  if (other.network->contains(*one.network)) return one;
  if (!one.network->contains(*other.network)) return std::nullopt;
  Addresses part = one;
  part.network = other.network;
  part.shown = other.shown;
  return part;
}

Answer refused(Reason step, std::string words) {
  step.says = Verdict::no;
  step.words = std::move(words);
  Answer answer = open_answer();
  answer.require(std::move(step));
  return answer;
}

}  // namespace

Answer Connections::through(const Forwarder& forwarder, const End& from, const End& to,
                            const std::optional<Port>& port, int hops) const {
  const End balancer = end_of(scene_, forwarder.balancer->logical_id);
  const bool is_at_balancer = from.entry != nullptr && from.entry == balancer.entry;
  const std::optional<Port>& own = is_at_balancer ? forwarder.sends_to : forwarder.listens;
  if (port && own && !is_same_port(*port, *own)) {
    return refused(forwarder.step, forwarder.step.words + ", and nothing at " + words_of(*port));
  }
  std::vector<Answer> ways;
  for (const End& node : nodes_of(balancer)) {
    ways.push_back(through_node(forwarder, from, node, to, port, hops));
    if (ways.back().verdict == Verdict::yes) return std::move(ways.back());
  }
  return any_of(std::move(ways));
}

Answer Connections::through_node(const Forwarder& forwarder, const End& from, const End& node,
                                 const End& to, const std::optional<Port>& port, int hops) const {
  const std::optional<Port>& taken_at = forwarder.listens ? forwarder.listens : port;
  Answer answer = open_answer();
  if (from.entry != nullptr && from.entry == node.entry) {
    answer.require(forwarder.step, forwarder.unknown);
    std::vector<Answer> cases{forwarded(forwarder, node, to, {})};
    if (forwarder.keeps_client) {
      cases.push_back(forwarded(forwarder, node, to,
                                paths_.clients_told_apart(whole_internet(false), to.groups())));
    }
    answer.require(each_of(std::move(cases),
                           "the client, whose address " + node.shown + " keeps for its targets"));
    return answer;
  }
  std::vector<Answer> of_clients;
  for (const End& client : clients_of(forwarder, from, node, to, answer)) {
    Answer direct = by_itself(client, node, taken_at);
    direct.require(forwarder.step, forwarder.unknown);
    if (direct.verdict != Verdict::no) {
      direct.require(forwarded(forwarder, node, to, addresses_seen(client)));
    }
    of_clients.push_back(std::move(direct));
  }
  std::vector<Answer> ways;
  if (!of_clients.empty()) ways.push_back(furthest_of(std::move(of_clients)));
  // What comes from another load balancer or an endpoint has the address of this one.
  for (const Forwarder& each : forwarders_to(scene_, *node.entry)) {
    if (hops >= most_hops) break;
    Answer before = through(each, from, node, taken_at, hops + 1);
    before.require(forwarder.step, forwarder.unknown);
    if (before.verdict != Verdict::no) before.require(forwarded(forwarder, node, to, {}));
    ways.push_back(std::move(before));
  }
  if (answer.verdict == Verdict::no) ways.push_back(std::move(answer));
  return any_of(std::move(ways));
}

// Where the target sees the client, it has to be one client that gets past both.
std::vector<End> Connections::clients_of(const Forwarder& forwarder, const End& from,
                                         const End& node, const End& to, Answer& answer) const {
  std::vector<End> clients = clients_let_through(forwarder, from, answer);
  if (!forwarder.keeps_client || from.kind != EndKind::outside) return clients;
  std::vector<Group> groups = node.groups();
  for (const Group& each : to.groups()) groups.push_back(each);
  std::vector<End> parts;
  for (const End& client : clients) {
    for (const Addresses& each : client.outside) {
      for (Addresses& part : paths_.clients_told_apart(each, groups)) {
        parts.emplace_back(from).outside = {std::move(part)};
      }
    }
  }
  return parts;
}

// A rule of a listener may be about the addresses of clients.
// https://docs.aws.amazon.com/elasticloadbalancing/latest/application/rule-condition-types.html
std::vector<End> Connections::clients_let_through(const Forwarder& forwarder, const End& from,
                                                  Answer& answer) const {
  if (forwarder.clients.empty()) return {from};
  std::vector<End> found;
  Verdict best = Verdict::no;
  for (const Addresses& client : forwarder.clients) {
    for (const Addresses& each : from.outside) {
      const auto part = common_part(each, client);
      if (!part) continue;
      End& one = found.emplace_back(from);
      one.outside = {*part};
    }
    for (const Addresses& each : addresses_seen(from)) {
      best = std::max(best, takes_in(client, each));
      // By a public name it gets there from a public address.
      if (client.network && is_public(*client.network)) best = std::max(best, Verdict::perhaps);
    }
    if (from.kind == EndKind::free && client.network && is_public(*client.network)) {
      best = Verdict::perhaps;
    }
  }
  if (from.kind != EndKind::outside && best != Verdict::no) found.push_back(from);
  Reason step = forwarder.step;
  step.says = found.empty() ? Verdict::no : best;
  step.words += ", for some clients alone";
  if (from.kind == EndKind::outside && !found.empty()) return found;
  answer.require(std::move(step), "the address of " + from.shown);
  return found;
}

std::vector<Addresses> Connections::addresses_seen(const End& from) const {
  if (from.kind == EndKind::outside) return from.outside;
  std::vector<Addresses> seen;
  for (const std::vector<Spot>& one : from.spots()) {
    for (const Spot& each : one) seen.push_back(addresses_of_spot(scene_, each, false));
  }
  return seen;
}

Answer Connections::forwarded(const Forwarder& forwarder, const End& node, const End& to,
                              const std::vector<Addresses>& clients) const {
  if (forwarder.is_invocation || forwarder.is_private_link) return open_answer();
  const Port port = forwarder.sends_to.value_or(Port{});
  const auto node_spots = node.spots();
  const Spot& source = node_spots.front().front();
  const auto at = [&](const Spot& target) {
    if (!forwarder.keeps_client || clients.empty()) return paths_.within(source, target, port);
    return any_of(answers_for(clients, [&](const Addresses& each) {
      return paths_.taken_from(each, source.groups, target, port);
    }));
  };
  return any_interface(answers_for(to.spots(), [&](const std::vector<Spot>& interface) {
    return each_of(answers_for(interface, at), "the subnet that " + to.shown + " is in");
  }));
}

Answer Connections::from_gateway(const End& from, const End& to,
                                 const std::optional<Port>& port) const {
  std::vector<Answer> ways;
  for (const Backend& backend : backends_at(scene_, *from.entry, *to.entry)) {
    std::vector<Answer> at_ports;
    const ListeningPorts ports = ports_to_try(from, to, port);
    for (const Port& each : ports.sure.empty() ? ports.possible : ports.sure) {
      Answer& way = at_ports.emplace_back(open_answer());
      way.require(backend.step);
      switch (backend.way) {
        case BackendWay::by_internet:
          way.require(from_outside({public_address_of(from.shown)}, to, each));
          break;
        case BackendWay::private_link:
          break;
        case BackendWay::by_link:
          way.require(by_itself(end_of(scene_, backend.link->logical_id), to, each));
          break;
        case BackendWay::in_vpc:
          way.require(from_service_in_vpc(from, to, each));
          break;
      }
    }
    ways.push_back(any_of(std::move(at_ports)));
  }
  if (!ways.empty()) return any_of(std::move(ways));
  Answer none = open_answer();
  none.require(reason_of(RuleKind::forwarding, Verdict::no, *from.entry, nullptr,
                         from.shown + " hands no calls to " + to.shown));
  return none;
}

// CloudFront has interfaces in the VPC, with a group of its own.
// https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-vpc-origins.html
Answer Connections::from_service_in_vpc(const End& from, const End& to, const Port& port) const {
  Answer answer = open_answer();
  const std::string shown = "what " + from.shown + " has in the VPC";
  const Group own{.key = shown, .shown = shown, .unknown = "the security group of " + shown};
  Addresses somewhere = public_address_of(from.shown);
  somewhere.shown = shown;
  somewhere.unknown = "the address of " + shown;
  const Party party{.addresses = std::move(somewhere), .groups = {own}};
  const std::vector<Group> groups = to.groups();
  if (!groups.empty()) answer.require(groups_let(scene_, groups, true, party, port));
  return answer;
}

}  // namespace omnitrack::graph
