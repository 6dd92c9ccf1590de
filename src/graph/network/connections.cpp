#include "graph/network/connections.hpp"

#include <algorithm>

#include "diff/security/add_new.hpp"
#include "graph/network/acls.hpp"
#include "graph/network/clusters.hpp"
#include "graph/network/services.hpp"

namespace omnitrack::graph {

using tmpl::ResourceEntry;

namespace {

constexpr std::size_t most_ports = 64;

const Port any_port{.protocol = "tcp", .number = 0};

/// The first of the best answers: others fail alike.
Answer best_of(std::vector<Answer> answers) {
  const auto best = std::ranges::max_element(answers, {}, &Answer::verdict);
  return best == answers.end() ? Answer() : std::move(*best);
}

bool lacks_address(const Answer& answer) {
  return std::ranges::any_of(answer.reasons, [](const Reason& each) {
    return each.kind == RuleKind::address && each.says == Verdict::no;
  });
}

}  // namespace

Answer furthest_of(std::vector<Answer> ways) {
  const auto hindrances = [](const Answer& each) {
    return std::ranges::count(each.reasons, Verdict::no, &Reason::says);
  };
  std::vector<Answer> best;
  for (Answer& each : ways) {
    if (best.empty()) {
      best.push_back(std::move(each));
      continue;
    }
    const bool is_further =
        each.verdict > best.front().verdict ||
        (each.verdict == best.front().verdict && hindrances(each) < hindrances(best.front()));
    if (is_further) {
      best.front() = std::move(each);
    } else if (each.verdict == best.front().verdict && !lacks_address(each) &&
               hindrances(each) == hindrances(best.front())) {
      best.push_back(std::move(each));
    }
  }
  return any_of(std::move(best));
}

namespace {

Answer of_subnets(const End& end, std::vector<Answer> spots) {
  return end.is_in_all_subnets()
             ? any_of(std::move(spots))
             : each_of(std::move(spots), "the subnet that " + end.shown + " is in");
}

}  // namespace

Addresses public_address_of(const std::string& shown) {
  Addresses one = whole_internet(false);
  one.is_exact = false;
  one.is_met_on_internet = true;
  one.shown = "the public address of " + shown;
  one.unknown = one.shown;
  return one;
}

Answer any_interface(std::vector<Answer> interfaces) {
  return interfaces.size() == 1 ? std::move(interfaces.front()) : any_of(std::move(interfaces));
}

bool Connections::are_possible(const End& from, const End& to) {
  const bool opens = from.kind == EndKind::outside || from.kind == EndKind::in_vpc ||
                     from.kind == EndKind::subnet || from.kind == EndKind::free ||
                     from.kind == EndKind::unmodelled;
  if (from.kind == EndKind::service && has_backends(from.entry->type_name)) {
    return to.takes_connections();
  }
  return opens && to.kind != EndKind::none;
}

// A file system is reached at its mount targets.
// https://docs.aws.amazon.com/efs/latest/ug/accessing-fs.html
Answer Connections::at_mount_targets(const End& from, const End& to,
                                     const std::optional<Port>& port) const {
  std::vector<Answer> ways;
  for (const ResourceEntry* each :
       scene_.naming(*to.entry, "AWS::EFS::MountTarget", "FileSystemId")) {
    ways.push_back(reach(from, end_of(scene_, each->logical_id), port));
  }
  if (!ways.empty()) return any_of(std::move(ways));
  Answer none = open_answer();
  none.require(reason_of(RuleKind::address, Verdict::no, *to.entry, nullptr,
                         to.shown + " has no mount target"));
  return none;
}

Answer Connections::reach(const End& from, const End& to, const std::optional<Port>& port,
                          int hops) const {
  if (to.kind == EndKind::file_system) return at_mount_targets(from, to, port);
  std::vector<Answer> ways;
  // What it serves at each of its ports is not told apart, so one that is open is enough.
  ways.push_back(by_itself(from, to, port));
  if (ways.front().verdict == Verdict::yes || to.entry == nullptr || hops == most_hops) {
    return std::move(ways.front());
  }
  for (const Forwarder& each : forwarders_to(scene_, *to.entry)) {
    ways.push_back(through(each, from, to, port, hops + 1));
  }
  return any_of(std::move(ways));
}

Answer Connections::by_itself(const End& from, const End& to,
                              const std::optional<Port>& port) const {
  if (from.forwards() && to.kind != EndKind::outside) {
    Answer none = open_answer();
    none.require(reason_of(
        RuleKind::forwarding, Verdict::no, *from.entry, nullptr,
        from.shown + " only forwards to its targets, and " + to.shown + " is none of them"));
    return none;
  }
  if (from.kind == EndKind::service) return from_gateway(from, to, port);
  const ListeningPorts ports = ports_to_try(from, to, port);
  std::vector<Answer> ways;
  for (const Port& each : ports.sure) {
    ways.push_back(directly(from, to, each));
    if (ways.back().verdict == Verdict::yes) return std::move(ways.back());
  }
  if (ports.possible.empty()) return best_of(std::move(ways));
  std::vector<Answer> cases =
      answers_for(ports.possible, [&](const Port& each) { return directly(from, to, each); });
  if (!ways.empty()) cases.push_back(best_of(std::move(ways)));
  const bool is_alike = std::ranges::all_of(
      cases, [&](const Answer& each) { return each.verdict == cases.front().verdict; });
  Answer answer = each_of(std::move(cases), ports.unknown);
  if (!is_alike) diff::add_new(answer.unknowns, ports.unknown);
  return answer;
}

std::vector<Port> Connections::open_ports(const End& from, const End& to) const {
  std::vector<Port> open;
  const ListeningPorts ports = ports_to_try(from, to, std::nullopt);
  for (const std::vector<Port>* some : {&ports.sure, &ports.possible}) {
    for (const Port& each : *some) {
      if (directly(from, to, each).verdict == Verdict::no) continue;
      if (each.number == 0) return {};
      open.push_back(each);
    }
  }
  return open;
}

ListeningPorts Connections::ports_to_try(const End& from, const End& to,
                                         const std::optional<Port>& port) const {
  if (port) return {.sure = {*port}};
  if (to.interface_kind == nullptr) return {.sure = {any_port}};
  ListeningPorts listening = ports_of(scene_, *to.entry, *to.interface_kind);
  if (!listening.sure.empty() || !listening.possible.empty()) return listening;
  std::vector<Port>& ports = listening.sure;
  // A port passes if one does at which something that decides begins.
  add_ports_told_apart(scene_, to.groups(), true, ports);
  add_ports_told_apart(scene_, from.groups(), false, ports);
  for (const End* end : {&from, &to}) {
    for (const Interface& one : end->interfaces) {
      for (const SubnetOf& each : one.subnets) {
        if (each.entry != nullptr) add_ports_told_apart(scene_, *each.entry, ports);
      }
    }
  }
  if (ports.empty()) ports.push_back(any_port);
  if (ports.size() > most_ports) ports.resize(most_ports);
  return listening;
}

Answer Connections::directly(const End& from, const End& to, const Port& port) const {
  Answer answer = open_answer();
  for (const End* each : {&from, &to}) {
    if (each->kind != EndKind::unmodelled) continue;
    answer.require(reason_of(RuleKind::service, Verdict::perhaps, *each->entry, nullptr,
                             "the network of " + each->shown + " is not looked into"),
                   "how " + each->shown + " is connected");
    return answer;
  }
  if (to.kind == EndKind::in_vpc && !to.takes_connections() && from.kind != EndKind::in_vpc) {
    return from_internet_to_service(scene_, *to.entry, to.service);
  }
  switch (from.kind) {
    case EndKind::outside:
      return from_outside(from.outside, to, port);
    case EndKind::free:
      answer.require(
          reason_of(RuleKind::service, Verdict::yes, *from.entry, nullptr,
                    from.shown + " runs outside of any VPC, with a way to the internet"));
      if (to.kind == EndKind::outside) return answer;
      if (!to.service.empty() && !to.takes_connections()) {
        if (auto refusal = why_private(scene_, *to.entry)) answer.require(std::move(*refusal));
        return answer;
      }
      answer.require(from_outside({public_address_of(from.shown)}, to, port));
      return answer;
    default:
      return from_vpc(from, to, port);
  }
}

Answer Connections::from_outside(const std::vector<Addresses>& from, const End& to,
                                 const Port& port) const {
  if (to.kind == EndKind::outside) return open_answer();
  if (to.kind == EndKind::service || to.kind == EndKind::free) {
    return from_internet_to_service(scene_, *to.entry, to.service);
  }
  const auto to_interfaces = to.spots();
  return furthest_of(answers_for(from, [&](const Addresses& address) {
    if (to.entry != nullptr && is_cluster(*to.entry)) {
      return cluster_lets_in(scene_, *to.entry, address);
    }
    return any_interface(answers_for(to_interfaces, [&](const std::vector<Spot>& interface) {
      return of_subnets(to, answers_for(interface, [&](const Spot& spot) {
                          return paths_.in(address, spot, port);
                        }));
    }));
  }));
}

Answer Connections::from_vpc(const End& from, const End& to, const Port& port) const {
  return any_interface(answers_for(from.spots(), [&](const std::vector<Spot>& interface) {
    return each_of(
        answers_for(interface, [&](const Spot& spot) { return from_spot(spot, to, port); }),
        "the subnet that " + from.shown + " is in");
  }));
}

Answer Connections::from_spot(const Spot& from, const End& to, const Port& port) const {
  if (to.kind == EndKind::outside) {
    return furthest_of(answers_for(
        to.outside, [&](const Addresses& each) { return paths_.out(from, each, port); }));
  }
  const bool is_called =
      !to.service.empty() && to.kind != EndKind::subnet && !to.takes_connections();
  if (is_called) return to_service(scene_, paths_, from, *to.entry, to.service);
  std::vector<Answer> ways{
      any_interface(answers_for(to.spots(), [&](const std::vector<Spot>& interface) {
        return of_subnets(to, answers_for(interface, [&](const Spot& target) {
                            return paths_.within(from, target, port);
                          }));
      }))};
  if (to.entry != nullptr && is_cluster(*to.entry)) {
    const Answer endpoint = has_private_endpoint(scene_, *to.entry);
    if (endpoint.verdict == Verdict::no) ways.front() = endpoint;
    ways.front().require(endpoint);
  }
  if (ways.front().verdict != Verdict::yes) {
    Answer around = paths_.out(from, whole_internet(false), port);
    around.require(from_outside({public_address_of(from.shown)}, to, port));
    if (around.verdict != Verdict::no) ways.push_back(std::move(around));
  }
  return any_of(std::move(ways));
}

}  // namespace omnitrack::graph
